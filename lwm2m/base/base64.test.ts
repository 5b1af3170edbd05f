import assert from "node:assert/strict";
import { test } from "node:test";
import { base64Of, base64UrlOf, bytesOfBase64, bytesOfBase64Url } from "./base64.js";
import { seededBytes } from "./testing/seededBytes.js";

test("bytes of any length are the Base64 that Node writes, and come back", () => {
  const random = seededBytes(64);
  for (const length of [...Array.from({ length: 130 }, (_, index) => index), 10_000]) {
    const bytes = Uint8Array.from(random.bytes(length));
    const buffer = Buffer.from(bytes);
    assert.equal(base64Of(bytes), buffer.toString("base64"));
    assert.equal(base64UrlOf(bytes), buffer.toString("base64url"));
    assert.deepEqual(bytesOfBase64(base64Of(bytes)), bytes);
    assert.deepEqual(bytesOfBase64(base64Of(bytes).replaceAll("=", "")), bytes);
    assert.deepEqual(bytesOfBase64Url(base64UrlOf(bytes)), bytes);
  }
});

test("what is no Base64 is not read", () => {
  for (const text of ["A", "AAAAA", "A=", "AA===", "AA-_", "AA AA", "é", "AA=A"]) {
    assert.equal(bytesOfBase64(text), undefined, text);
  }
  for (const text of ["A", "AA==", "AA+/", "AA\n"]) assert.equal(bytesOfBase64Url(text), undefined, text);
});
