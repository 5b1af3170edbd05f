import { largestBlock, sizeWithin } from "../block.js";
import type { CoapOption } from "../message.js";
import { contentOverhead } from "../optionCodec.js";

/** What one message to a peer can carry. */
export interface Room {
  /** Bytes of a message besides its fixed header. */
  readonly content: number;
  /** Bytes of a body that are sent in one message if they fit. */
  readonly uncut: number;
  /** How longer bodies go: in blocks, in several blocks at once (RFC 8323 §6), or not at all. */
  readonly longer: "blocks" | "BERT" | "not";
}

/** How a body is cut. */
export interface Cut {
  /** What the numbers of blocks count. */
  readonly size: number;
  /** Bytes of the body in a message: one block, or several. */
  readonly length: number;
  readonly isBert: boolean;
}

/** Bytes for a Block1, a Block2, a Size and an ETag option, which are added to a message when it is cut into blocks. */
const reserve = 30;

/** Blocks of one size, one a message. */
export function blocksOf(size: number): Cut {
  return { size, length: size, isBert: false };
}

/** The largest blocks that fit messages with these options; of no more than `asked` bytes, if that is said. */
export function cutFor(room: Room, options: readonly CoapOption[], tokenLength: number, asked?: number): Cut {
  const left = room.content - contentOverhead(options, tokenLength) - reserve;
  if (asked === undefined && room.longer === "BERT" && left >= 2 * largestBlock) {
    return { size: largestBlock, length: left - (left % largestBlock), isBert: true };
  }
  return blocksOf(Math.min(sizeWithin(left), sizeWithin(asked ?? largestBlock)));
}

/** True if a message with these options can carry a body whole. */
export function fitsWhole(
  { content, uncut }: Room,
  options: readonly CoapOption[],
  tokenLength: number,
  bodyLength: number,
): boolean {
  return bodyLength <= uncut && contentOverhead(options, tokenLength) + bodyLength <= content;
}
