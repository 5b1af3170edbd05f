import assert from "node:assert/strict";
import { test } from "node:test";
import { concatBytes, fromHex, fromUtf8, toHex } from "../base/bytes.js";
import { seededRandom, type SeededRandom } from "../../test/fixtures/seededRandom.js";
import { FrameReader } from "./frameReader.js";
import type { StreamMessage } from "./message.js";
import { contentOverhead } from "./optionCodec.js";
import { decodeStreamMessage, encodeStreamMessage, measureStreamMessage, streamHeaderLength } from "./streamCodec.js";

const empty: StreamMessage = { code: 0, token: new Uint8Array(0), options: [], payload: new Uint8Array(0) };

function bytes(hex: string): Uint8Array {
  const read = fromHex(hex);
  assert.ok(read, hex);
  return read;
}

/** What is on the wire, and what it means. */
const vectors: readonly (readonly [string, StreamMessage])[] = [
  ["0000", empty],
  // RFC 8323 §3.2, figure 8: a token, and nothing else.
  ["01437f", { ...empty, code: 0x43, token: bytes("7f") }],
  // A CSM with Max-Message-Size 1152 and Block-Wise-Transfer.
  [
    "40e122048020",
    {
      ...empty,
      code: 0xe1,
      options: [
        { number: 2, value: bytes("0480") },
        { number: 4, value: new Uint8Array(0) },
      ],
    },
  ],
  // The length in the nibble, and with one, two and four bytes more.
  [`c045ff${"61".repeat(11)}`, { ...empty, code: 0x45, payload: fromUtf8("a".repeat(11)) }],
  [`d00045ff${"61".repeat(12)}`, { ...empty, code: 0x45, payload: fromUtf8("a".repeat(12)) }],
  [`d0ff45ff${"61".repeat(267)}`, { ...empty, code: 0x45, payload: fromUtf8("a".repeat(267)) }],
  [`e0000045ff${"61".repeat(268)}`, { ...empty, code: 0x45, payload: fromUtf8("a".repeat(268)) }],
  [`e0ffff45ff${"61".repeat(65803)}`, { ...empty, code: 0x45, payload: fromUtf8("a".repeat(65803)) }],
  [`f00000000045ff${"61".repeat(65804)}`, { ...empty, code: 0x45, payload: fromUtf8("a".repeat(65804)) }],
  // Tokens of RFC 8974 §2.1.
  [`0d4501${"61".repeat(14)}`, { ...empty, code: 0x45, token: fromUtf8("a".repeat(14)) }],
  [`0e450000${"61".repeat(269)}`, { ...empty, code: 0x45, token: fromUtf8("a".repeat(269)) }],
];

test("known messages over streams are written and read", () => {
  for (const [hex, message] of vectors) {
    assert.equal(toHex(encodeStreamMessage(message)), hex);
    assert.deepEqual(decodeStreamMessage(bytes(hex)), { message }, hex.slice(0, 40));
  }
});

test("what is no message over a stream says why", () => {
  for (const hex of ["", "00", "0f45", "1045", "004500", "104500ff", "1045ff", "10450f", "2045b5", "0021", "00c1"]) {
    const decoded = decodeStreamMessage(bytes(hex));
    assert.equal(decoded.message, undefined, hex);
    assert.match(decoded.problem, /^[A-Z].*\.$/u, hex);
  }
});

test("the length of a message is known as soon as its head is there", () => {
  for (const [hex, expected] of [
    ["", undefined],
    ["d0", undefined],
    ["d000", undefined],
    ["d00045", 16],
    ["f000000000", undefined],
    ["f00000000045", 65811],
    ["f0ffffffff45", 4_295_033_106],
    ["0d45", undefined],
    ["0d4501", 17],
  ] as const) {
    const data = bytes(hex);
    assert.equal(measureStreamMessage(data, 0, data.length), expected, hex);
  }
});

function someMessage({ below, pick }: SeededRandom): StreamMessage {
  const some = (length: number): Uint8Array => Uint8Array.from({ length }, () => below(256));
  const numbers = Array.from({ length: below(5) }, () => below(pick([12, 300, 65536]))).sort((a, b) => a - b);
  return {
    code: pick([0, 1, 2, 0x45, 0x84, 0xe1, 0xe2]),
    token: some(below(pick([9, 9, 300]))),
    options: numbers.map((number) => ({ number, value: some(below(pick([3, 13, 300]))) })),
    payload: some(below(pick([1, 20, 300, 70_000]))),
  };
}

test("any messages survive writing, any cutting, and reading", () => {
  const random = seededRandom(8323);
  for (let round = 0; round < 60; round++) {
    const messages = Array.from({ length: 1 + random.below(8) }, () => someMessage(random));
    const frames = messages.map(encodeStreamMessage);
    for (const [index, { options, token, payload }] of messages.entries()) {
      const most = streamHeaderLength + contentOverhead(options, token.length) + payload.length;
      assert.ok((frames[index]?.length ?? 0) <= most);
    }
    const stream = concatBytes(...frames);
    const reader = new FrameReader(100_000);
    const read: Uint8Array[] = [];
    for (let offset = 0; offset < stream.length;) {
      const end = offset + 1 + random.below(random.pick([2, 50, 30_000]));
      // As a socket may do: the memory of what has come is used again.
      const piece = Uint8Array.from(stream.subarray(offset, end));
      assert.equal(
        reader.take(piece, (frame) => read.push(Uint8Array.from(frame)) > 0),
        undefined,
      );
      offset = end;
    }
    assert.equal(reader.pending, 0);
    assert.deepEqual(
      read.map((frame) => decodeStreamMessage(frame).message),
      messages,
    );
  }
});

test("bytes of a message that wait are not touched by those that come later", () => {
  const reader = new FrameReader(1000);
  const frames: Uint8Array[] = [];
  const hand = (frame: Uint8Array): boolean => frames.push(frame) > 0;
  const first = encodeStreamMessage({ ...empty, code: 0x45, payload: fromUtf8("first") });
  const second = encodeStreamMessage({ ...empty, code: 0x45, payload: fromUtf8("second") });
  reader.take(first.subarray(0, 4), hand);
  reader.take(concatBytes(first.subarray(4), second.subarray(0, 3)), hand);
  reader.take(second.subarray(3), hand);
  assert.deepEqual(frames, [first, second]);
});

test("a message that is too long is refused before it comes, and a head that cannot be is", () => {
  const never = (): boolean => assert.fail();
  assert.match(new FrameReader(1000).take(bytes("e0030045"), never) ?? "", /1041 bytes.*1000/u);
  const slow = new FrameReader(1000);
  for (const byte of bytes("f0ffffffff")) assert.equal(slow.take(Uint8Array.of(byte), never), undefined);
  assert.match(slow.take(bytes("45"), never) ?? "", /4295033106/u);
  assert.match(new FrameReader(1000).take(bytes("0f45"), never) ?? "", /reserved/u);
});

test("nothing is cut any more once the one who takes it has enough", () => {
  const reader = new FrameReader(1000);
  let count = 0;
  reader.take(bytes("000000000000"), () => ++count < 2);
  assert.equal(count, 2);
  assert.equal(reader.pending, 0);
});

test("any bytes are cut or refused, and never waited for beyond the limit", () => {
  const { below } = seededRandom(9175);
  for (let round = 0; round < 3000; round++) {
    const reader = new FrameReader(500);
    for (let piece = 0; piece < 20; piece++) {
      const data = Uint8Array.from({ length: below(60) }, () => (below(3) === 0 ? below(256) : below(20)));
      const problem = reader.take(data, (frame) => {
        const { message } = decodeStreamMessage(frame);
        if (message !== undefined) assert.deepEqual(decodeStreamMessage(encodeStreamMessage(message)), { message });
        return true;
      });
      assert.ok(reader.pending <= 500);
      if (problem !== undefined) break;
    }
  }
});
