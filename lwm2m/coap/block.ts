import { overheadOf } from "./codec.js";
import type { CoapMessage, CoapOption } from "./message.js";
import { readUint, uintOption } from "./optionValue.js";

/** The value of a Block option (RFC 7959 §2.2): `number` counts blocks of `size` bytes from 0. */
export interface Block {
  readonly number: number;
  readonly more: boolean;
  /** A power of two from 16 to 1024. */
  readonly size: number;
}

export const largestBlock = 1024;
const smallestBlock = 16;

/** The largest number of a block: 20 bits. */
export const lastBlockNumber = 2 ** 20 - 1;

export function blockOption(option: number, { number, more, size }: Block): CoapOption {
  return uintOption(option, number * 16 + (more ? 8 : 0) + (Math.log2(size) - 4));
}

/** Reads the value of a Block option; `reserved` for the size that only TCP uses (RFC 8323 §6). */
export function readBlock(value: Uint8Array): Block | "reserved" {
  const whole = readUint(value);
  const exponent = whole & 7;
  if (exponent === 7) return "reserved";
  return { number: whole >>> 4, more: (whole & 8) !== 0, size: 2 ** (exponent + 4) };
}

/** The Block option of a message, if it has one. */
export function blockOf(message: CoapMessage, option: number): Block | "reserved" | undefined {
  for (const { number, value } of message.options) if (number === option) return readBlock(value);
  return undefined;
}

/** The largest size of a block that is not larger than `size`. */
export function sizeWithin(size: number): number {
  let within = largestBlock;
  while (within > size && within > smallestBlock) within /= 2;
  return within;
}

/** Bytes for a Block1, a Block2, a Size and an ETag option, which are added to a message when it is cut into blocks. */
const reserve = 30;

/** The largest block that fits a message with these options on a channel. */
export function fittingSize(maximumMessageSize: number, options: readonly CoapOption[], tokenLength: number): number {
  return sizeWithin(maximumMessageSize - overheadOf(options, tokenLength) - reserve);
}
