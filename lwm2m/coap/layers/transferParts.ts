import { blockOption, largestBlock, sizeWithin } from "../block.js";
import type { BlockProgress, CoapRequest } from "../exchange.js";
import type { CoapOption } from "../message.js";
import { optionNumbers } from "../options.js";
import { withOptions } from "../requestOptions.js";
import type { ExchangeOutcome } from "./exchanges.js";
import type { Room } from "./room.js";
import type { UploadTag } from "./uploadTags.js";

/** A request with bodies of any length in both directions. */
export interface Transfer {
  readonly request: CoapRequest;
  readonly room: Room;
  /** How many bytes the body of the response may have. */
  readonly limit: number;
  /** Bytes a block, if it has been said. */
  readonly blockSize?: number;
  /** Tells this body from others for the same thing, once it is cut. */
  readonly tag: UploadTag;
  readonly onProgress?: (progress: BlockProgress) => void;
  /** Sends one message of the transfer. The response to the last one of the request's is that of the whole. */
  readonly send: (part: Part) => Promise<ExchangeOutcome>;
}

/** One message of a transfer. */
export interface Part {
  readonly options: readonly CoapOption[];
  readonly payload: Uint8Array;
  /** `up` while the request goes, of which `last` is the end; `down` when more of the response is asked for. */
  readonly stage: "up" | "last" | "down";
}

/** What a response may need besides its block. */
const responseHead = 96;

/** The options with the wish for a size of the response's blocks, if there is one (RFC 7959 §2.4). */
export function withSizeAsked({ blockSize, room }: Transfer, options: CoapOption[]): CoapOption[] {
  const size = sizeWithin(blockSize ?? room.content - responseHead);
  if (blockSize === undefined && size === largestBlock) return options;
  return withOptions(options, [blockOption(optionNumbers.block2, { number: 0, more: false, size, isBert: false })]);
}

/** How often a block is sent, each time with all its retransmissions. */
const maximumAttempts = 3;

/**
 * Sends a block that others went before. What has come so far is worth more patience than a first message, which only
 * finds out that nobody is there; and neither a block in the middle nor the question for one does anything twice.
 */
export async function sendPersistently({ send }: Transfer, part: Part): Promise<ExchangeOutcome> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await send(part);
    if (outcome.kind !== "timeout" || attempt === maximumAttempts) return outcome;
  }
}
