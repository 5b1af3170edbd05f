import assert from "node:assert/strict";
import { createCipheriv, getCiphers } from "node:crypto";
import { test } from "node:test";
import { concatBytes, toHex } from "../../base/bytes.js";
import { seededBytes } from "../../base/testing/seededBytes.js";
import { createCcm } from "./ccm.js";

function counting(from: number, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => from + index);
}

test("the third example of NIST SP 800-38C, and what OpenSSL makes of it with a tag of 16 bytes", () => {
  const [nonce, additional, plaintext] = [counting(0x10, 12), counting(0, 20), counting(0x20, 24)];
  const ciphertext = "e3b201a9f5b71a7a9b1ceaeccd97e70b6176aad9a4428aa5";
  for (const [tagLength, tag] of [
    [8, "484392fbc1b09951"],
    [16, "c87ae488918de93f17dd3e4934347f44"],
  ] as const) {
    const ccm = createCcm(counting(0x40, 16), tagLength);
    const sealed = ccm.seal(nonce, plaintext, additional);
    assert.equal(toHex(sealed), ciphertext + tag);
    assert.deepEqual(ccm.open(nonce, sealed, additional), plaintext);
  }
});

/** What the runtime's own CCM makes of it; undefined where there is none, as in Electron. */
function native(key: Uint8Array, tagLength: 8 | 16, nonce: Uint8Array, plaintext: Uint8Array, additional: Uint8Array) {
  if (!getCiphers().includes("aes-128-ccm") || plaintext.length === 0) return undefined;
  const cipher = createCipheriv("aes-128-ccm", key, nonce, { authTagLength: tagLength });
  cipher.setAAD(additional, { plaintextLength: plaintext.length });
  const ciphertext = concatBytes(cipher.update(plaintext), cipher.final());
  return concatBytes(ciphertext, cipher.getAuthTag());
}

test("one object seals and opens any number of records of any length, as the runtime's own CCM does", () => {
  const { bytes } = seededBytes(3);
  for (const tagLength of [8, 16] as const) {
    const key = bytes(16);
    const ccm = createCcm(key, tagLength);
    for (const length of [0, 1, 15, 16, 17, 31, 32, 33, 64, 1000, 0, 1024, 16_384]) {
      const [nonce, additional, plaintext] = [bytes(12), bytes(13), bytes(length)];
      const sealed = ccm.seal(nonce, plaintext, additional);
      assert.equal(sealed.length, length + tagLength);
      assert.deepEqual(sealed, native(key, tagLength, nonce, plaintext, additional) ?? sealed, `${length} bytes`);
      assert.deepEqual(createCcm(key, tagLength).open(nonce, sealed, additional), plaintext, `${length} bytes`);
      assert.deepEqual(ccm.open(nonce, sealed, additional), plaintext, `${length} bytes`);
    }
  }
});

test("whatever is changed, the tag does not fit, and the next record is still right", () => {
  const { bytes } = seededBytes(4);
  const ccm = createCcm(bytes(16), 8);
  const [nonce, additional, plaintext] = [bytes(12), bytes(13), bytes(20)];
  const sealed = ccm.seal(nonce, plaintext, additional);
  for (let index = 0; index < sealed.length; index++) {
    const damaged = sealed.with(index, (sealed[index] ?? 0) ^ 1);
    assert.equal(ccm.open(nonce, damaged, additional), undefined, `byte ${index}`);
  }
  assert.equal(ccm.open(nonce, sealed, additional.with(12, 0xff)), undefined);
  assert.equal(ccm.open(nonce.with(0, 0xff), sealed, additional), undefined);
  assert.equal(ccm.open(nonce, sealed.subarray(0, 7), additional), undefined);
  assert.deepEqual(ccm.open(nonce, sealed, additional), plaintext);
});
