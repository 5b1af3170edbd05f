import assert from "node:assert/strict";
import { test } from "node:test";
import { fromHex, fromUtf8, toHex } from "../base/bytes.js";
import { seededRandom } from "../../test/fixtures/seededRandom.js";
import { decodeMessage, encodeMessage, headerLength } from "./codec.js";
import { messageTypes, type CoapMessage } from "./message.js";
import { contentOverhead } from "./optionCodec.js";

const empty: CoapMessage = {
  type: "CON",
  code: 0,
  messageId: 0,
  token: new Uint8Array(0),
  options: [],
  payload: new Uint8Array(0),
};

function bytes(hex: string): Uint8Array {
  const read = fromHex(hex);
  assert.ok(read, hex);
  return read;
}

const temperature = { number: 11, value: fromUtf8("temperature") };

/** What is on the wire, and what it means. */
const vectors: readonly (readonly [string, CoapMessage])[] = [
  // RFC 7252 appendix A, figures 16 and 17.
  ["40017d34bb74656d7065726174757265", { ...empty, code: 0x01, messageId: 0x7d34, options: [temperature] }],
  ["60457d34ff32322e332043", { ...empty, type: "ACK", code: 0x45, messageId: 0x7d34, payload: fromUtf8("22.3 C") }],
  [
    "41017d3520bb74656d7065726174757265",
    { ...empty, code: 0x01, messageId: 0x7d35, token: bytes("20"), options: [temperature] },
  ],
  [
    "61457d3520ff32322e332043",
    { ...empty, type: "ACK", code: 0x45, messageId: 0x7d35, token: bytes("20"), payload: fromUtf8("22.3 C") },
  ],
  // An empty acknowledgment and a reset, as in figures 19 and 20.
  ["60007d37", { ...empty, type: "ACK", messageId: 0x7d37 }],
  ["70007d38", { ...empty, type: "RST", messageId: 0x7d38 }],
  // A registration of RFC 7641 §3.1 and its first notification: an Observe option of zero has no bytes.
  [
    "410116334a605b74656d7065726174757265",
    {
      ...empty,
      code: 0x01,
      messageId: 0x1633,
      token: bytes("4a"),
      options: [{ number: 6, value: new Uint8Array(0) }, temperature],
    },
  ],
  // RFC 7959 figure 2: block 1 of 128 bytes, more to come.
  [
    "6045000ad10a1b",
    { ...empty, type: "ACK", code: 0x45, messageId: 0x0a, options: [{ number: 23, value: bytes("1b") }] },
  ],
  // Deltas and lengths of one and two more bytes (RFC 7252 §3.1).
  ["40010001d000", { ...empty, code: 1, messageId: 1, options: [{ number: 13, value: new Uint8Array(0) }] }],
  ["40010001e00000", { ...empty, code: 1, messageId: 1, options: [{ number: 269, value: new Uint8Array(0) }] }],
  ["40010001e0fef2", { ...empty, code: 1, messageId: 1, options: [{ number: 65535, value: new Uint8Array(0) }] }],
  [
    `400100011d00${"61".repeat(13)}`,
    { ...empty, code: 1, messageId: 1, options: [{ number: 1, value: fromUtf8("a".repeat(13)) }] },
  ],
  [
    `400100011e0000${"61".repeat(269)}`,
    { ...empty, code: 1, messageId: 1, options: [{ number: 1, value: fromUtf8("a".repeat(269)) }] },
  ],
  // Tokens of RFC 8974 §2.1: up to 12 bytes without, and with one and two bytes for their length.
  [`4c010001${"61".repeat(12)}`, { ...empty, code: 1, messageId: 1, token: fromUtf8("a".repeat(12)) }],
  [`4d01000100${"61".repeat(13)}`, { ...empty, code: 1, messageId: 1, token: fromUtf8("a".repeat(13)) }],
  [`4e0100010001${"61".repeat(270)}`, { ...empty, code: 1, messageId: 1, token: fromUtf8("a".repeat(270)) }],
];

test("known messages are written and read", () => {
  for (const [hex, message] of vectors) {
    assert.equal(toHex(encodeMessage(message)), hex);
    assert.deepEqual(decodeMessage(bytes(hex)), { message }, hex);
  }
});

test("options are put in order, and those of one number keep theirs", () => {
  const options = [
    { number: 11, value: fromUtf8("b") },
    { number: 11, value: fromUtf8("a") },
    { number: 6, value: bytes("01") },
  ];
  const { message } = decodeMessage(encodeMessage({ ...empty, code: 1, options }));
  assert.deepEqual(
    message?.options.map(({ number, value }) => `${number}:${toHex(value)}`),
    ["6:01", "11:62", "11:61"],
  );
});

test("what is no message tells what can be read of it", () => {
  const header = { type: "CON", code: 0x01, messageId: 0x0102 };
  for (const [hex, expected] of [
    ["", undefined],
    ["400101", undefined],
    ["00010102", undefined],
    ["80010102", undefined],
    ["4f010102000000000000000000", header],
    ["49010102aabb", header],
    ["4d01010200", header],
    ["4e010102ffff00", header],
    ["42010102aa", header],
    ["40010102ff", header],
    ["40010102f0", header],
    ["400101020f", header],
    ["40010102b5616263", header],
    ["40010102d0", header],
    ["40010102e0ff", header],
    ["40010102e0fef3", header],
    ["40010102e0fef210", header],
    ["40210102", { ...header, code: 0x21 }],
    ["40c10102", { ...header, code: 0xc1 }],
    ["40e10102", { ...header, code: 0xe1 }],
    ["4000010200", { ...header, code: 0 }],
    ["4100010200", { ...header, code: 0 }],
  ] as const) {
    const decoded = decodeMessage(bytes(hex));
    assert.equal(decoded.message, undefined, hex);
    assert.match(decoded.problem, /^[A-Z0-9].*\.$/u, hex);
    assert.deepEqual(decoded.header, expected, hex);
  }
});

test("any message survives writing and reading", () => {
  const { below, pick } = seededRandom(7252);
  const some = (length: number): Uint8Array => Uint8Array.from({ length }, () => below(256));
  for (let round = 0; round < 5000; round++) {
    const numbers = Array.from({ length: below(6) }, () => below(pick([12, 300, 65536]))).sort((a, b) => a - b);
    const message: CoapMessage = {
      type: pick(messageTypes),
      code: pick([1, 2, 0x45, 0x84, 0xa0]),
      messageId: below(65536),
      token: some(below(pick([9, 20, 400]))),
      options: numbers.map((number) => ({ number, value: some(below(pick([3, 13, 300]))) })),
      payload: some(below(pick([1, 64]))),
    };
    const data = encodeMessage(message);
    assert.deepEqual(decodeMessage(data), { message });
    const overhead = headerLength + contentOverhead(message.options, message.token.length);
    assert.equal(data.length, message.payload.length === 0 ? overhead - 1 : overhead + message.payload.length);
  }
});

test("any bytes are read or refused, and what is read is written as it was", () => {
  const { below } = seededRandom(7641);
  for (let round = 0; round < 20_000; round++) {
    const data = Uint8Array.from({ length: below(40) }, (_, index) =>
      index === 0 ? 0x40 | below(64) : below(4) === 0 ? below(256) : below(32),
    );
    const { message } = decodeMessage(data);
    if (message === undefined) continue;
    assert.deepEqual(decodeMessage(encodeMessage(message)), { message }, toHex(data));
  }
});
