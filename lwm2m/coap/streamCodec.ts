import { hexByte } from "../base/bytes.js";
import type { CoapOption, MessageContent, StreamMessage } from "./message.js";
import {
  extended,
  extensionLength,
  inOrder,
  nibble,
  optionsLength,
  readBody,
  writeBody,
  writeToken,
} from "./optionCodec.js";
import { smallBytes } from "./smallBytes.js";

/** A message, or why the bytes are none. */
export type DecodedStreamMessage =
  | { readonly message: StreamMessage; readonly problem?: undefined }
  | { readonly message?: undefined; readonly problem: string };

/** The most bytes that stand before a token of up to 12 bytes: the length with its extension, and the code. */
export const streamHeaderLength = 6;

/** From this length of options and payload on, the length takes four bytes more (RFC 8323 §3.2). */
const long = 269 + 0x10000;

/** A message as it goes over TCP and TLS (RFC 8323 §3.2). Options are put in order; equal numbers keep theirs. */
export function encodeStreamMessage({ code, token, options: given, payload }: MessageContent): Uint8Array {
  const options = inOrder(given);
  const body = optionsLength(options) + (payload.length === 0 ? 0 : 1 + payload.length);
  const isLong = body >= long;
  const lengthBytes = isLong ? 4 : extensionLength(body);
  const data = smallBytes(2 + lengthBytes + extensionLength(token.length) + token.length + body);
  data[0] = ((isLong ? 15 : nibble(body)) << 4) | nibble(token.length);
  for (let index = 0, rest = body - base(lengthBytes); index < lengthBytes; index++) {
    data[lengthBytes - index] = rest >>> (8 * index);
  }
  data[1 + lengthBytes] = code;
  writeBody(data, writeToken(data, 2 + lengthBytes, token), options, payload);
  return data;
}

/** What the head of a message says before all of it is there. */
export type Measured =
  /** More bytes must come before it can be told. */
  | undefined
  /** How many bytes the whole message has. */
  | number
  /** Why no message begins like this. */
  | string;

/** How long the message is that begins at `offset`; `end` is the end of what has come. */
export function measureStreamMessage(data: Uint8Array, offset: number, end: number): Measured {
  if (end - offset < 1) return undefined;
  const first = data[offset] ?? 0;
  const lengthBytes = lengthBytesOf(first >> 4);
  const tokenNibble = first & 0x0f;
  if (tokenNibble === 15) return "The token has a length that is reserved.";
  const tokenAt = offset + 2 + lengthBytes;
  const tokenBytes = tokenNibble < 13 ? 0 : tokenNibble - 12;
  if (end < tokenAt + tokenBytes) return undefined;
  return 2 + lengthBytes + tokenBytes + extended(data, tokenAt, tokenNibble) + bodyLength(data, offset, lengthBytes);
}

/** Reads a message that is whole; token, values and payload are views of `data`. */
export function decodeStreamMessage(data: Uint8Array): DecodedStreamMessage {
  const measured = measureStreamMessage(data, 0, data.length);
  if (typeof measured === "string") return { problem: measured };
  if (measured !== data.length) return { problem: "The message has another length than it says." };
  const first = data[0] ?? 0;
  const lengthBytes = lengthBytesOf(first >> 4);
  const code = data[1 + lengthBytes] ?? 0;
  const codeClass = code >> 5;
  if (codeClass === 1 || codeClass === 6) return { problem: `Code 0x${hexByte(code)} is of a reserved class.` };
  const tokenLength = extended(data, 2 + lengthBytes, first & 0x0f);
  const begin = 2 + lengthBytes + extensionLength(tokenLength);
  const options: CoapOption[] = [];
  const payload = readBody(data, begin + tokenLength, options);
  if (typeof payload === "string") return { problem: payload };
  return { message: { code, token: data.subarray(begin, begin + tokenLength), options, payload } };
}

/** RFC 8323 §3.2: 13, 14 and 15 announce one, two and four bytes more. */
function lengthBytesOf(written: number): number {
  return written < 13 ? 0 : written < 15 ? written - 12 : 4;
}

/** What the announced bytes count from. */
function base(lengthBytes: number): number {
  return [0, 13, 269, 0, long][lengthBytes] ?? 0;
}

function bodyLength(data: Uint8Array, offset: number, lengthBytes: number): number {
  if (lengthBytes === 0) return (data[offset] ?? 0) >> 4;
  let length = 0;
  for (let index = 1; index <= lengthBytes; index++) length = length * 256 + (data[offset + index] ?? 0);
  return length + base(lengthBytes);
}
