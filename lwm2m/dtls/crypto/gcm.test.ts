import assert from "node:assert/strict";
import { test } from "node:test";
import { fromHex, toHex } from "../../base/bytes.js";
import { createGcm } from "./gcm.js";

function hex(text: string): Uint8Array {
  return fromHex(text) ?? assert.fail("no hexadecimal digits");
}

/** Test case 4 of the GCM specification by McGrew and Viega. */
const key = hex("feffe9928665731c6d6a8f9467308308");
const nonce = hex("cafebabefacedbaddecaf888");
const plaintext = hex(
  "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
);
const additional = hex("feedfacedeadbeeffeedfacedeadbeefabaddad2");

test("test case 4 of the GCM specification", () => {
  const gcm = createGcm(key);
  const sealed = gcm.seal(nonce, plaintext, additional);
  assert.equal(
    toHex(sealed),
    "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091" +
      "5bc94fbc3221a5db94fae95ae7121a47",
  );
  assert.deepEqual(gcm.open(nonce, sealed, additional), plaintext);
});

test("what was changed or is too short does not open", () => {
  const gcm = createGcm(key);
  const sealed = gcm.seal(nonce, plaintext, additional);
  assert.equal(gcm.open(nonce, sealed.with(0, 0), additional), undefined);
  assert.equal(gcm.open(nonce, sealed.with(sealed.length - 1, 0), additional), undefined);
  assert.equal(gcm.open(nonce, sealed, additional.with(0, 0)), undefined);
  assert.equal(gcm.open(nonce, sealed.subarray(0, 15), additional), undefined);
  assert.deepEqual(gcm.open(nonce, gcm.seal(nonce, new Uint8Array(), additional), additional), new Uint8Array());
});
