import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { test } from "node:test";
import { concatBytes, fromUtf8 } from "../../base/bytes.js";
import { PrivateKey } from "../../base/privateKey.js";
import { der, sequence } from "../certificates/testing/derWriter.js";
import { parsePublicKey } from "./publicKeys.js";
import { isSignedBy, sign } from "./sign.js";

const said = fromUtf8("everything that was said");

for (const [namedCurve, name] of [
  ["P-256", "ECDSA with SHA-256"],
  ["P-384", "ECDSA with SHA-384"],
] as const) {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve });
  const key = parsePublicKey(publicKey.export({ type: "spki", format: "der" })) ?? assert.fail("no key");
  const signed = sign(name, new PrivateKey(privateKey), said);
  const isRight = (signature: Uint8Array): boolean => isSignedBy(key, name, said, signature);

  test(`${name} on ${namedCurve}: a signature is of these bytes and this key alone`, () => {
    assert.ok(isRight(signed));
    assert.ok(!isSignedBy(key, name, fromUtf8("something else"), signed));
    const { publicKey: other } = generateKeyPairSync("ec", { namedCurve });
    const stranger = parsePublicKey(other.export({ type: "spki", format: "der" })) ?? assert.fail("no key");
    assert.ok(!isSignedBy(stranger, name, said, signed));
  });

  test(`${name} on ${namedCurve}: a signature in another encoding than DER, or of numbers that are out of range, is none`, () => {
    const inside = signed.subarray(2);
    const number = (...bytes: readonly number[]): Uint8Array => der(0x02, Uint8Array.from(bytes));
    const odd = {
      nothing: new Uint8Array(),
      cut: signed.subarray(0, -1),
      "something behind it": Uint8Array.of(...signed, 0),
      "something behind its numbers": sequence(inside, number(1)),
      "a length in more bytes than it needs": concatBytes(Uint8Array.of(0x30, 0x82, 0, inside.length), inside),
      "an indefinite length": concatBytes(Uint8Array.of(0x30, 0x80), inside, Uint8Array.of(0, 0)),
      zeros: sequence(number(0), number(0)),
      "negative numbers": sequence(number(0xff), number(0xff)),
      "numbers without a byte": sequence(number(), number()),
      "numbers above the order": sequence(number(0, ...Array<number>(48).fill(0xff)), number(1)),
    };
    for (const [what, signature] of Object.entries(odd)) assert.ok(!isRight(signature), what);
  });
}
