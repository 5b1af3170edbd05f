import assert from "node:assert/strict";
import { test } from "node:test";
import { concatBytes, fromHex, fromUtf8, joinBytes, toHex, toUtf8 } from "./bytes.js";

test("bytes are hexadecimal digits and back, in either case and with what people put between them", () => {
  const all = Uint8Array.from({ length: 256 }, (_, index) => index);
  assert.deepEqual(fromHex(toHex(all)), all);
  assert.deepEqual(fromHex(toHex(all).toUpperCase()), all);
  assert.deepEqual(fromHex(" 0x0A 1b:2C\n"), Uint8Array.of(10, 27, 44));
  assert.deepEqual(fromHex(""), Uint8Array.of());
  for (const text of ["a", "0g", "0x0x00", "é0"]) assert.equal(fromHex(text), undefined, text);
});

test("text is UTF-8 and back, also where it is long", () => {
  for (const text of ["", "abc", "é€😀", "\ufeffx", "a".repeat(41), "é".repeat(5000)]) {
    assert.equal(toUtf8(fromUtf8(text)), text);
  }
  for (const bytes of [[0xff], [0xc3], [0xed, 0xa0, 0x80]]) assert.equal(toUtf8(Uint8Array.from(bytes)), undefined);
});

test("parts are joined, however many there are", () => {
  assert.deepEqual(concatBytes(Uint8Array.of(1), Uint8Array.of(), Uint8Array.of(2, 3)), Uint8Array.of(1, 2, 3));
  assert.equal(joinBytes(Array.from({ length: 200_000 }, () => Uint8Array.of(7))).length, 200_000);
});
