import assert from "node:assert/strict";
import { test } from "node:test";
import { fromHex, fromUtf8 } from "../base/bytes.js";
import { blockOption } from "./block.js";
import { codeOf } from "./codes.js";
import { describeOptions, summarize } from "./describe.js";
import type { CoapMessage } from "./message.js";
import { optionsOfRequest } from "./requestOptions.js";
import { optionsOfResponse } from "./responseOptions.js";

const names = (format: number): string | undefined => (format === 11542 ? "tlv" : undefined);
const bare = { messageId: 1, token: new Uint8Array(0), payload: new Uint8Array(0) };

test("messages in one line", () => {
  const get = { ...bare, type: "CON", code: codeOf("GET") } as const;
  const messages: readonly (readonly [string, CoapMessage])[] = [
    [
      "GET /3/0/7 Observe 0 Accept tlv",
      { ...get, options: optionsOfRequest({ code: 1, path: ["3", "0", "7"], observe: 0, accept: 11542 }) },
    ],
    ["GET /", { ...get, options: [] }],
    ["GET /rd?ep=a&lt=60", { ...get, options: optionsOfRequest({ code: 1, path: ["rd"], query: ["ep=a", "lt=60"] }) }],
    [
      "2.05 Content 110 Block2 2+/64, 3 bytes",
      {
        ...bare,
        type: "ACK",
        code: codeOf("Content"),
        options: [
          ...optionsOfResponse({ code: 0x45, contentFormat: 110, etag: fromUtf8("x") }),
          blockOption(23, { number: 2, more: true, size: 64 }),
        ],
        payload: fromUtf8("abc"),
      },
    ],
    [
      "2.01 Created /rd/5",
      {
        ...bare,
        type: "ACK",
        code: codeOf("Created"),
        options: optionsOfResponse({ code: 0x41, locationPath: ["rd", "5"] }),
      },
    ],
    ["Ping", { ...bare, type: "CON", code: 0, options: [] }],
    ["Acknowledgment", { ...bare, type: "ACK", code: 0, options: [] }],
    ["Reset", { ...bare, type: "RST", code: 0, options: [] }],
  ];
  for (const [line, message] of messages) assert.equal(summarize(message, names), line);
});

test("options with names and values", () => {
  const value = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array(0);
  const options = [
    { number: 4, value: value("0aff") },
    { number: 11, value: fromUtf8("ü") },
    { number: 11, value: value("ff") },
    { number: 12, value: value("2d16") },
    { number: 23, value: value("0e") },
    { number: 27, value: value("07") },
    { number: 60, value: value("0100") },
    { number: 65001, value: value("01") },
  ];
  assert.deepEqual(
    describeOptions({ ...bare, code: 2, options }, names).map((option) => `${option.name}=${option.value}`),
    [
      "ETag=0x0aff",
      "Uri-Path=ü",
      "Uri-Path=0xff",
      "Content-Format=tlv",
      "Block2=0+/1024",
      "Block1=0/BERT",
      "Size1=256",
      "Option 65001=0x01",
    ],
  );
});
