import type { CoapOption } from "./message.js";

const payloadMarker = 0xff;
const nothing = new Uint8Array(0);

/** The longest value of an option that can be written (RFC 7252 §3.1), and the longest token (RFC 8974 §2.1). */
export const longestExtended = 269 + 0xffff;

/** The options in the order in which they are written; equal numbers keep theirs. */
export function inOrder(options: readonly CoapOption[]): readonly CoapOption[] {
  let last = 0;
  for (const { number } of options) {
    if (number < last) return options.toSorted((left, right) => left.number - right.number);
    last = number;
  }
  return options;
}

/** How many bytes ordered options take. */
export function optionsLength(options: readonly CoapOption[]): number {
  let length = 0;
  let last = 0;
  for (const { number, value } of options) {
    length += 1 + extensionLength(number - last) + extensionLength(value.length) + value.length;
    last = number;
  }
  return length;
}

/** How many bytes a message has besides its fixed header and its payload, but with the marker before that. */
export function contentOverhead(options: readonly CoapOption[], tokenLength: number): number {
  return extensionLength(tokenLength) + tokenLength + optionsLength(inOrder(options)) + 1;
}

/** Writes a token, and what its length needs besides the nibble (RFC 8974 §2.1); tells where it ends. */
export function writeToken(data: Uint8Array, start: number, token: Uint8Array): number {
  const offset = writeExtension(data, start, token.length);
  if (token.length > 8) data.set(token, offset);
  else for (let index = 0; index < token.length; index++) data[offset + index] = token[index] ?? 0;
  return offset + token.length;
}

/** Writes ordered options and a payload. */
export function writeBody(data: Uint8Array, start: number, options: readonly CoapOption[], payload: Uint8Array): void {
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
  if (payload.length === 0) return;
  data[offset] = payloadMarker;
  data.set(payload, offset + 1);
}

/**
 * Reads options and payload, which end with `data`: adds to `options`, and answers the payload, or the sentence that says
 * why they cannot be read. Values and payload are views.
 */
export function readBody(data: Uint8Array, start: number, options: CoapOption[]): Uint8Array | string {
  let number = 0;
  let offset = start;
  while (offset < data.length) {
    const head = data[offset++] ?? 0;
    if (head === payloadMarker) {
      return offset === data.length ? "No payload follows the payload marker." : data.subarray(offset);
    }
    const at = offset - 1;
    let delta = head >> 4;
    let length = head & 0x0f;
    if (delta === 15 || length === 15) return `Option head ${place(at)} is reserved.`;
    if (delta === 13) delta += data[offset++] ?? 0;
    else if (delta === 14) delta = 269 + (((data[offset++] ?? 0) << 8) | (data[offset++] ?? 0));
    if (length === 13) length += data[offset++] ?? 0;
    else if (length === 14) length = 269 + (((data[offset++] ?? 0) << 8) | (data[offset++] ?? 0));
    if (offset + length > data.length) return `The option ${place(at)} is longer than the message.`;
    number += delta;
    if (number > 0xffff) return `The option ${place(at)} has no possible number.`;
    options.push({ number, value: data.subarray(offset, offset + length) });
    offset += length;
  }
  return nothing;
}

/** RFC 7252 §3.1: up to 12 stands in the nibble itself, 13 announces one more byte, 14 two. */
export function nibble(value: number): number {
  return value < 13 ? value : value < 269 ? 13 : 14;
}

/** How many bytes a length or a difference takes besides its nibble. */
export function extensionLength(value: number): number {
  return value < 13 ? 0 : value < 269 ? 1 : 2;
}

/** The value of a nibble that is not 15, with the bytes at `offset` that it announces. */
export function extended(data: Uint8Array, offset: number, written: number): number {
  if (written < 13) return written;
  if (written === 13) return 13 + (data[offset] ?? 0);
  return 269 + (((data[offset] ?? 0) << 8) | (data[offset + 1] ?? 0));
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

function place(offset: number): string {
  return `at byte ${offset}`;
}
