import assert from "node:assert/strict";
import crypto, { createCipheriv, createHmac } from "node:crypto";
import { syncBuiltinESMExports } from "node:module";
import { test } from "node:test";
import { concatBytes, fromUtf8 } from "../../base/bytes.js";
import { createCbcCipher } from "./cbcCipher.js";

const keys = { key: new Uint8Array(16).fill(1), macKey: new Uint8Array(32).fill(2), salt: new Uint8Array() };
const additional = (length: number): Uint8Array => Uint8Array.of(9, length >> 8, length & 0xff);
const counter = (number: number): Uint8Array => Uint8Array.of(0, 1, 0, 0, 0, 0, 0, number);

function hmac(...parts: readonly Uint8Array[]): Uint8Array {
  return createHmac("sha256", keys.macKey)
    .update(concatBytes(...parts))
    .digest();
}

/** What a peer encrypts that pads as it likes. */
function encrypted(content: Uint8Array): Uint8Array {
  const vector = new Uint8Array(16).fill(3);
  const cipher = createCipheriv("aes-128-cbc", keys.key, vector).setAutoPadding(false);
  return concatBytes(vector, cipher.update(content), cipher.final());
}

/** A fragment with the MAC inside and this padding behind it. */
function macInside(plaintext: Uint8Array, padding: Uint8Array): Uint8Array {
  return encrypted(concatBytes(plaintext, hmac(additional(plaintext.length), plaintext), padding));
}

for (const usesEncryptThenMac of [true, false]) {
  const name = usesEncryptThenMac ? "outside" : "inside";

  test(`with the MAC ${name}, contents of every length come back, and any changed byte is refused`, () => {
    const cipher = createCbcCipher(keys, usesEncryptThenMac);
    for (const length of [0, 1, 15, 16, 17, 31, 255, 1200]) {
      const plaintext = new Uint8Array(length).fill(7);
      const fragment = cipher.seal(counter(length & 0xff), plaintext, additional);
      assert.ok(fragment.length - length <= cipher.overhead);
      assert.deepEqual(cipher.open(fragment, additional), plaintext, `${length} bytes`);
    }
    const fragment = cipher.seal(counter(1), fromUtf8("temperature"), additional);
    for (let index = 0; index < fragment.length; index++) {
      const changed = fragment.with(index, (fragment[index] ?? 0) ^ 1);
      assert.equal(cipher.open(changed, additional), undefined, `byte ${index}`);
    }
    assert.equal(
      cipher.open(fragment, (length) => additional(length + 1)),
      undefined,
      "additional data",
    );
    for (let length = 0; length < fragment.length; length++)
      assert.equal(cipher.open(fragment.subarray(0, length), additional), undefined, `${length} bytes`);
  });

  test(`with the MAC ${name}, no two records have the same initialization vector`, () => {
    const cipher = createCbcCipher(keys, usesEncryptThenMac);
    const vectors = Array.from({ length: 100 }, (_, number) =>
      String(cipher.seal(counter(number), fromUtf8("same"), additional).subarray(0, 16)),
    );
    assert.equal(new Set(vectors).size, 100);
  });
}

test("the MAC is over the content inside (RFC 5246 §6.2.3.2), and over vector and ciphertext outside (RFC 7366 §3)", () => {
  const plaintext = fromUtf8("from another implementation");
  const fill = (length: number): Uint8Array => new Uint8Array(length).fill(length - 1);
  const padding = fill(16 - ((plaintext.length + 32) % 16));
  assert.deepEqual(createCbcCipher(keys, false).open(macInside(plaintext, padding), additional), plaintext);
  const inner = encrypted(concatBytes(plaintext, fill(16 - (plaintext.length % 16))));
  const fragment = concatBytes(inner, hmac(additional(inner.length), inner));
  assert.deepEqual(createCbcCipher(keys, true).open(fragment, additional), plaintext);
});

test("pitfall 25: padding up to 256 bytes is taken, and every wrong byte of it is refused like a wrong MAC", () => {
  const cipher = createCbcCipher(keys, false);
  const plaintext = fromUtf8("short");
  const base = 16 - ((plaintext.length + 32) % 16);
  for (const length of [base, base + 16, base + 240]) {
    const padding = new Uint8Array(length).fill(length - 1);
    assert.deepEqual(cipher.open(macInside(plaintext, padding), additional), plaintext, `${length} bytes`);
    for (let index = 0; index < length; index++)
      assert.equal(cipher.open(macInside(plaintext, padding.with(index, 0xfe)), additional), undefined);
  }
  // The one byte of the shortest padding, behind a MAC that is right.
  const fitting = new Uint8Array(15).fill(1);
  assert.deepEqual(cipher.open(macInside(fitting, Uint8Array.of(0)), additional), fitting);
  for (const last of [1, 15, 200, 255])
    assert.equal(cipher.open(macInside(fitting, Uint8Array.of(last)), additional), undefined);
  // A length that reaches into the MAC, and one that reaches beyond the beginning.
  for (const last of [base + 16, 255]) {
    const padding = new Uint8Array(base).fill(last);
    assert.equal(cipher.open(macInside(plaintext, padding), additional), undefined);
  }
});

test("pitfall 25: whatever the padding says, the same number of hash blocks is worked through", () => {
  const cipher = createCbcCipher(keys, false);
  const length = 288;
  // The MAC is wrong in all of them; the padding says between 1 and 256 bytes, or is wrong.
  const fragments = Array.from({ length: 256 }, (_, index) =>
    encrypted(concatBytes(new Uint8Array(length - index - 1).fill(5), new Uint8Array(index + 1).fill(index))),
  );
  const wrong = encrypted(new Uint8Array(length).fill(254).with(100, 1));
  const counts = [...fragments, wrong].map((fragment) =>
    hashedBlocks(() => {
      assert.equal(cipher.open(fragment, additional), undefined);
    }),
  );
  assert.deepEqual([...new Set(counts)].length, 1, String([...new Set(counts)]));
});

/** How many blocks of SHA-256 something asks `node:crypto` for. */
function hashedBlocks(run: () => void): number {
  let blocks = 0;
  // An HMAC hashes one block of key more, always.
  const counting = <Create extends (...args: never) => object>(create: Create): Create =>
    new Proxy(create, {
      apply: (target, self, args: Parameters<Create>): object => {
        let bytes = 0;
        const made: unknown = Reflect.apply(target, self, args);
        assert.ok(typeof made === "object" && made !== null);
        const counted: object = new Proxy(made, {
          get: (object, name) => (data: Uint8Array | undefined) => {
            const method: unknown = Reflect.get(object, name);
            assert.ok(typeof method === "function");
            const result: unknown = Reflect.apply(method, object, data === undefined ? [] : [data]);
            bytes += data?.length ?? 0;
            if (name === "digest") blocks += Math.ceil((bytes + 9) / 64);
            return name === "update" ? counted : result;
          },
        });
        return counted;
      },
    });
  const { createHash, createHmac } = crypto;
  Object.assign(crypto, { createHash: counting(createHash), createHmac: counting(createHmac) });
  syncBuiltinESMExports();
  try {
    run();
  } finally {
    Object.assign(crypto, { createHash, createHmac });
    syncBuiltinESMExports();
  }
  return blocks;
}
