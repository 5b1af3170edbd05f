import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "../../test/fixtures/seededRandom.js";
import { decode, firstInvalidByte } from "./decode.js";

/** Decodes bytes and checks the sentence about them. */
function checkRefused(bytes: readonly number[], message: RegExp): void {
  const decoded = decode(Buffer.from(bytes));
  assert.ok("problem" in decoded);
  assert.match(decoded.problem, message);
}

test("UTF-8 is read with its byte order mark", () => {
  assert.deepEqual(decode(Buffer.from("\uFEFF<a>温\u{1F600}</a>")), { text: "\uFEFF<a>温\u{1F600}</a>" });
});

test("other encodings are named, with the byte where that shows", () => {
  checkRefused([0xff, 0xfe, 0x3c, 0], /UTF-16 \(little-endian\)/u);
  checkRefused([0xfe, 0xff, 0, 0x3c], /UTF-16 \(big-endian\)/u);
  checkRefused([0x3c, 0, 0x61, 0], /UTF-16 \(little-endian\)/u);
  checkRefused([0, 0x3c, 0, 0x61], /UTF-16 \(big-endian\)/u);
  checkRefused([0x61, 0], /byte 1 is zero/u);
  checkRefused([0x61, 0x0a, 0xe4, 0x61], /byte 2 \(0xE4, in line 2\)/u);
});

test("the first invalid byte is where a strict decoder gives up", () => {
  for (const [bytes, offset] of [
    [[0x61, 0xc0, 0x80], 1],
    [[0xe0, 0x9f, 0x80], 0],
    [[0xed, 0xa0, 0x80], 0],
    [[0xf4, 0x90, 0x80, 0x80], 0],
    [[0xe6, 0xb8, 0xa9, 0xe6, 0xb8], 3],
    [[0x80], 0],
    [[0xf0, 0x9f, 0x98, 0x80], 4],
  ] as const) {
    assert.equal(firstInvalidByte(Uint8Array.from(bytes)), offset, bytes.join());
  }
});

test("random bytes have no invalid byte exactly if they are UTF-8", () => {
  const random = seededRandom(8);
  const alphabet = [0x41, 0x7f, 0x80, 0x9f, 0xbf, 0xc2, 0xdf, 0xe0, 0xe1, 0xed, 0xef, 0xf0, 0xf4, 0xf5] as const;
  for (let round = 0; round < 20_000; round++) {
    const bytes = Buffer.from(Array.from({ length: 1 + random.below(5) }, () => random.pick(alphabet)));
    const isValid = !bytes.toString("utf8").includes("\uFFFD");
    assert.equal(firstInvalidByte(bytes) === bytes.length, isValid, bytes.toString("hex"));
  }
});
