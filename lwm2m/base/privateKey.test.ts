import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { test } from "node:test";
import { inspect } from "node:util";
import { PrivateKey } from "./privateKey.js";

const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });

test("a private key shows as *** however it is printed, and gives its public key", () => {
  const key = new PrivateKey(privateKey);
  for (const printed of [
    String(key),
    JSON.stringify({ key }),
    inspect({ key }),
    inspect([key], { showHidden: true }),
  ]) {
    assert.match(printed, /\*\*\*/u);
    assert.doesNotMatch(printed, /PRIVATE|KeyObject/u);
  }
  assert.deepEqual(key.publicKeyInfo, Uint8Array.from(publicKey.export({ type: "spki", format: "der" })));
  assert.equal(key.reveal(), privateKey);
});

test("a public key is no private one", () => {
  assert.throws(() => new PrivateKey(publicKey), TypeError);
});
