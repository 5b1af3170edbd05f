import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8, toHex, toUtf8 } from "../../base/bytes.js";
import { Secret } from "../../base/secret.js";
import { keyMistakes } from "./keyMistakes.js";

/** The mistake that makes `other` of `key`, in words. */
function mistake(key: Uint8Array, other: Uint8Array): string | undefined {
  return keyMistakes(new Secret(key)).find(({ key: made }) => made.equals(new Secret(other)))?.words;
}

test("each mistake is found from either side", () => {
  const key = Uint8Array.of(0xab, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  const digits = fromUtf8(toHex(key));
  assert.match(mistake(key, digits) ?? "", /digits of the key here, taken as text/u);
  assert.match(mistake(key, fromUtf8(toHex(key).toUpperCase())) ?? "", /upper case/u);
  assert.match(mistake(digits, key) ?? "", /read as hexadecimal digits/u);
  const base64 = fromUtf8(Buffer.from(key).toString("base64"));
  assert.match(mistake(key, base64) ?? "", /in Base64, taken as text/u);
  assert.match(mistake(base64, key) ?? "", /read as Base64/u);
  const text = fromUtf8("secret");
  assert.match(mistake(text, fromUtf8("secret\n")) ?? "", /line feed/u);
  assert.match(mistake(fromUtf8(" secret\r\n"), text) ?? "", /without the white space/u);
  assert.match(mistake(text, fromUtf8("secret\0")) ?? "", /zero byte behind/u);
  assert.match(mistake(fromUtf8("secret\0\0"), text) ?? "", /without the zero bytes/u);
  assert.match(mistake(fromUtf8("0123456789abcdefghij"), fromUtf8("0123456789abcdef")) ?? "", /first 16/u);
  assert.match(mistake(text, fromUtf8(`secret${"\0".repeat(10)}`)) ?? "", /filled up .* 16/u);
  assert.match(mistake(text, text.toReversed()) ?? "", /last byte to its first/u);
  assert.equal(mistake(text, fromUtf8("Secret")), undefined);
});

test("no words have the key in them", () => {
  for (const { words } of keyMistakes(new Secret(fromUtf8("my-secret-key")))) {
    assert.doesNotMatch(words, /my-secret/u);
    assert.doesNotMatch(words, new RegExp(toHex(fromUtf8("my-secret")), "iu"));
  }
  assert.ok(toUtf8(fromUtf8("x")));
});
