import { hexByte } from "../base/bytes.js";
import { counted } from "../base/words.js";
import { messageTypes, type CoapMessage, type CoapOption, type MessageType } from "./message.js";
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

const reservedLength = "The token has a length that is reserved.";

/** Every message over a datagram begins with so many bytes. */
export const headerLength = 4;

/** A message as it goes over UDP and DTLS (RFC 7252 §3). Options are put in order; equal numbers keep theirs. */
export function encodeMessage(message: CoapMessage): Uint8Array {
  const { token, payload } = message;
  const options = inOrder(message.options);
  const head = headerLength + extensionLength(token.length) + token.length + optionsLength(options);
  const data = smallBytes(payload.length === 0 ? head : head + 1 + payload.length);
  data[0] = 0x40 | (messageTypes.indexOf(message.type) << 4) | nibble(token.length);
  data[1] = message.code;
  data[2] = message.messageId >> 8;
  data[3] = message.messageId;
  writeBody(data, writeToken(data, headerLength, token), options, payload);
  return data;
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
  const written = first & 0x0f;
  // Nearly all tokens are so short that their length stands in the nibble.
  const tokenLength = written < 13 ? written : extended(data, headerLength, written);
  const begin = written < 13 ? headerLength : headerLength + extensionLength(tokenLength);
  const problem = written === 15 ? reservedLength : headerProblem(code, begin + tokenLength, data.length);
  if (problem !== undefined) return { problem, header: { type, code, messageId } };

  const options: CoapOption[] = [];
  const payload = readBody(data, begin + tokenLength, options);
  if (typeof payload === "string") return { problem: payload, header: { type, code, messageId } };
  return { message: { type, code, messageId, token: data.subarray(begin, begin + tokenLength), options, payload } };
}

/** What RFC 7252 §3 and §4.2 forbid in a header, whose token ends at `end`, of a message of `length` bytes. */
function headerProblem(code: number, end: number, length: number): string | undefined {
  if (code === 0 && length > headerLength) return "An empty message has nothing behind its header.";
  if (end > length) return "The message ends inside its token.";
  const codeClass = code >> 5;
  if (codeClass === 1 || codeClass > 5) return `Code 0x${hexByte(code)} is of a reserved class.`;
  return undefined;
}
