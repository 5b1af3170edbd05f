import assert from "node:assert/strict";
import { test } from "node:test";
import { identityProblem, parsePskKey } from "./pskKey.js";

test("a key may be written in every form in which people have it", () => {
  const bytes = "00112233aabbccdd";
  for (const text of [
    ...["00112233aabbccdd", "00112233AABBCCDD", " 00 11 22 33 aa bb cc dd\n", "00:11:22:33:aa:bb:cc:dd"],
    ...["0x00112233aabbccdd", "0x00, 0x11, 0x22, 0x33, 0xaa, 0xbb, 0xcc, 0xdd", "00-11-22-33-aa-bb-cc-dd"],
    ...["\\x00\\x11\\x22\\x33\\xaa\\xbb\\xcc\\xdd", "hex:00112233aabbccdd"],
    ...["base64:ABEiM6q7zN0=", "base64: ABEiM6q7zN0", "BASE64:ABEiM6q7zN0="],
  ]) {
    assert.deepEqual(parsePskKey(text), { key: bytes, length: 8 }, text);
  }
  assert.equal(parsePskKey("base64:-_-_").key, "fbffbf");
  assert.equal(parsePskKey("text:geheim ü").key, Buffer.from("geheim ü").toString("hex"));
});

test("what is no key says why, and never repeats it", () => {
  const problems: readonly (readonly [text: string, problem: RegExp])[] = [
    ["", /Write the key/u],
    ["secretPSK", /hexadecimal digits.*base64:.*text:/u],
    ["abc", /3 hexadecimal digits/u],
    ["base64:a$b", /is no Base64/u],
    ["base64:abcde", /is no Base64/u],
    ["text:", /Write the key/u],
    ["00".repeat(65), /65 bytes; 64 is the most/u],
  ];
  for (const [text, expected] of problems) {
    const { problem = "" } = parsePskKey(text);
    assert.match(problem, expected, text);
    assert.ok(!/secretPSK|abcde|a\$b/u.test(problem));
  }
});

test("an identity has 1 to 128 bytes", () => {
  assert.equal(identityProblem("x"), undefined);
  assert.equal(identityProblem("ü".repeat(64)), undefined);
  assert.match(identityProblem("ü".repeat(65)) ?? "", /130 bytes/u);
  assert.match(identityProblem("") ?? "", /Write the identity/u);
});
