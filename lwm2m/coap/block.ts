import type { CoapOption, MessageContent } from "./message.js";
import { readUint, uintOption } from "./optionValue.js";

/** The value of a Block option (RFC 7959 §2.2): `number` counts blocks of `size` bytes from 0. */
export interface Block {
  readonly number: number;
  readonly more: boolean;
  /** A power of two from 16 to 1024. */
  readonly size: number;
  /** Over TCP, a message may have several blocks of 1024 bytes at once (RFC 8323 §6). Over UDP this is reserved. */
  readonly isBert?: boolean;
}

export const largestBlock = 1024;
const smallestBlock = 16;
const bertExponent = 7;

/** The largest number of a block: 20 bits. */
export const lastBlockNumber = 2 ** 20 - 1;

export function blockOption(option: number, { number, more, size, isBert }: Block): CoapOption {
  const exponent = isBert === true ? bertExponent : Math.log2(size) - 4;
  return uintOption(option, number * 16 + (more ? 8 : 0) + exponent);
}

/** Reads the value of a Block option. */
export function readBlock(value: Uint8Array): Block {
  const whole = readUint(value);
  const exponent = whole & 7;
  const number = whole >>> 4;
  const more = (whole & 8) !== 0;
  if (exponent === bertExponent) return { number, more, size: largestBlock, isBert: true };
  return { number, more, size: 2 ** (exponent + 4) };
}

/** The Block option of a message, if it has one. */
export function blockOf(message: MessageContent, option: number): Block | undefined {
  for (const { number, value } of message.options) if (number === option) return readBlock(value);
  return undefined;
}

/** True if so many bytes can be the payload of a block; how many the last one has is not said before. */
export function hasBlockLength({ more, size, isBert }: Block, length: number): boolean {
  if (!more) return true;
  return isBert === true ? length > 0 && length % size === 0 : length === size;
}

/** The largest size of a block that is not larger than `size`. */
export function sizeWithin(size: number): number {
  let within = largestBlock;
  while (within > size && within > smallestBlock) within /= 2;
  return within;
}
