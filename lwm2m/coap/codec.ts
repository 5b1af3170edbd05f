import { hexByte } from "../base/bytes.js";
import { counted } from "../base/words.js";
import { messageTypes, type CoapMessage, type CoapOption, type MessageType } from "./message.js";
import { smallBytes } from "./smallBytes.js";

/** The four bytes that every message has (RFC 7252 §3): enough to reject it, whatever follows. */
export interface MessageHeader {
  readonly type: MessageType;
  readonly code: number;
  readonly messageId: number;
}

/** A message, or why the bytes are none; with the header if at least that could be read. */
export type DecodedMessage =
  | { readonly message: CoapMessage; readonly problem?: undefined }
  | { readonly message?: undefined; readonly problem: string; readonly header?: MessageHeader };

const headerLength = 4;
const payloadMarker = 0xff;
const nothing = new Uint8Array(0);

/** A message as it goes over UDP and DTLS (RFC 7252 §3). Options are put in order; equal numbers keep theirs. */
export function encodeMessage(message: CoapMessage): Uint8Array {
  const { token, payload } = message;
  const options = inOrder(message.options);
  const head = headerLength + token.length + optionsLength(options);
  const data = smallBytes(payload.length === 0 ? head : head + 1 + payload.length);
  data[0] = 0x40 | (messageTypes.indexOf(message.type) << 4) | token.length;
  data[1] = message.code;
  data[2] = message.messageId >> 8;
  data[3] = message.messageId;
  for (let index = 0; index < token.length; index++) data[headerLength + index] = token[index] ?? 0;
  writeOptions(data, headerLength + token.length, options);
  if (payload.length > 0) {
    data[head] = payloadMarker;
    data.set(payload, head + 1);
  }
  return data;
}

/** How many bytes a message has besides its payload, but with the marker before it. */
export function overheadOf(options: readonly CoapOption[], tokenLength: number): number {
  return headerLength + tokenLength + optionsLength(inOrder(options)) + 1;
}

function inOrder(options: readonly CoapOption[]): readonly CoapOption[] {
  let last = 0;
  for (const { number } of options) {
    if (number < last) return options.toSorted((left, right) => left.number - right.number);
    last = number;
  }
  return options;
}

function optionsLength(options: readonly CoapOption[]): number {
  let length = 0;
  let last = 0;
  for (const { number, value } of options) {
    length += 1 + extensionLength(number - last) + extensionLength(value.length) + value.length;
    last = number;
  }
  return length;
}

function writeOptions(data: Uint8Array, start: number, options: readonly CoapOption[]): void {
  let offset = start;
  let last = 0;
  for (const { number, value } of options) {
    const delta = number - last;
    last = number;
    data[offset++] = (nibble(delta) << 4) | nibble(value.length);
    offset = writeExtension(data, offset, delta);
    offset = writeExtension(data, offset, value.length);
    if (value.length < 16) {
      for (let index = 0; index < value.length; index++) data[offset + index] = value[index] ?? 0;
    } else data.set(value, offset);
    offset += value.length;
  }
}

/** RFC 7252 §3.1: up to 12 stands in the nibble itself, 13 announces one more byte, 14 two. */
function nibble(value: number): number {
  return value < 13 ? value : value < 269 ? 13 : 14;
}

function extensionLength(value: number): number {
  return value < 13 ? 0 : value < 269 ? 1 : 2;
}

function writeExtension(data: Uint8Array, offset: number, value: number): number {
  if (value < 13) return offset;
  if (value < 269) {
    data[offset] = value - 13;
    return offset + 1;
  }
  data[offset] = (value - 269) >> 8;
  data[offset + 1] = value - 269;
  return offset + 2;
}

/** Reads a message; token, values and payload are views of `data`. */
export function decodeMessage(data: Uint8Array): DecodedMessage {
  if (data.length < headerLength) {
    return { problem: `${counted(data.length, "byte")} cannot be a CoAP message; its header has 4.` };
  }
  const first = data[0] ?? 0;
  if (first >> 6 !== 1) return { problem: `This is not CoAP version 1: the first byte is 0x${hexByte(first)}.` };
  const type = messageTypes[((first >> 4) & 3) as 0 | 1 | 2 | 3];
  const code = data[1] ?? 0;
  const messageId = ((data[2] ?? 0) << 8) | (data[3] ?? 0);
  const tokenLength = first & 0x0f;
  const problem = headerProblem(code, tokenLength, data.length);
  if (problem !== undefined) return { problem, header: { type, code, messageId } };

  const options: CoapOption[] = [];
  let payload: Uint8Array = nothing;
  let number = 0;
  let offset = headerLength + tokenLength;
  while (offset < data.length) {
    const head = data[offset++] ?? 0;
    if (head === payloadMarker) {
      if (offset === data.length) return broken("No payload follows the payload marker.", type, code, messageId);
      payload = data.subarray(offset);
      break;
    }
    const at = offset - 1;
    let delta = head >> 4;
    let length = head & 0x0f;
    if (delta === 15 || length === 15) return broken(`Option head ${place(at)} is reserved.`, type, code, messageId);
    if (delta === 13) delta += data[offset++] ?? 0;
    else if (delta === 14) delta = 269 + (((data[offset++] ?? 0) << 8) | (data[offset++] ?? 0));
    if (length === 13) length += data[offset++] ?? 0;
    else if (length === 14) length = 269 + (((data[offset++] ?? 0) << 8) | (data[offset++] ?? 0));
    if (offset + length > data.length) {
      return broken(`The option ${place(at)} is longer than the message.`, type, code, messageId);
    }
    number += delta;
    if (number > 0xffff) return broken(`The option ${place(at)} has no possible number.`, type, code, messageId);
    options.push({ number, value: data.subarray(offset, offset + length) });
    offset += length;
  }
  const token = data.subarray(headerLength, headerLength + tokenLength);
  return { message: { type, code, messageId, token, options, payload } };
}

/** What RFC 7252 §3 and §4.2 forbid in a header. */
function headerProblem(code: number, tokenLength: number, length: number): string | undefined {
  if (tokenLength > 8) return `The token would be ${tokenLength} bytes long; 8 is the most.`;
  if (code === 0 && length > headerLength) return "An empty message has nothing behind its header.";
  if (headerLength + tokenLength > length) return "The message ends inside its token.";
  const codeClass = code >> 5;
  if (codeClass === 1 || codeClass > 5) return `Code 0x${hexByte(code)} is of a reserved class.`;
  return undefined;
}

function broken(problem: string, type: MessageType, code: number, messageId: number): DecodedMessage {
  return { problem, header: { type, code, messageId } };
}

function place(offset: number): string {
  return `at byte ${offset}`;
}
