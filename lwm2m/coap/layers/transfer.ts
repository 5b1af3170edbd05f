import { blockOf } from "../block.js";
import { codeOf } from "../codes.js";
import type { CoapRequest } from "../exchange.js";
import type { CoapOption, MessageContent } from "../message.js";
import { optionNumbers } from "../options.js";
import { optionsOfRequest } from "../requestOptions.js";
import { download } from "./download.js";
import type { ExchangeOutcome } from "./exchanges.js";
import { blocksOf, cutFor, fitsWhole, type Cut, type Room } from "./room.js";
import { withSizeAsked, type Transfer } from "./transferParts.js";
import { upload } from "./upload.js";

const tooLarge = codeOf("Request Entity Too Large");
const nothing = new Uint8Array(0);
/** Every token of ours has so many bytes. */
const tokenLength = 8;

/** Sends a request, in blocks if it must be, and puts the response together (RFC 7959). */
export async function transfer(work: Transfer): Promise<ExchangeOutcome> {
  const outcome = await ask(work);
  if (isHandmade(work.request) || outcome.kind !== "response" || !isFirstOfMany(outcome.message)) return outcome;
  return download(work, outcome.message);
}

/**
 * Sends a request, in blocks if it must be, and answers the response or its first block. A request that brings
 * block-wise options of its own is sent as it is.
 */
export function ask(work: Transfer): Promise<ExchangeOutcome> {
  const { request } = work;
  const options = optionsOfRequest(request);
  const { payload = nothing } = request;
  if (isHandmade(request)) return work.send({ options, payload, stage: "last" });
  if (payload.length === 0) return work.send({ options: withSizeAsked(work, options), payload, stage: "last" });
  return askWithBody(work, options, payload);
}

async function askWithBody(work: Transfer, options: CoapOption[], payload: Uint8Array): Promise<ExchangeOutcome> {
  const { room, blockSize } = work;
  const cut = cutFor(room, options, tokenLength, blockSize);
  if (!goesWhole(work, cut, options, payload)) {
    return room.longer === "not" ? tooLongFor(room) : upload(work, { options, payload, cut });
  }
  const outcome = await work.send({ options: withSizeAsked(work, options), payload, stage: "last" });
  const smaller = sizeAskedFor(outcome, payload);
  return smaller === undefined ? outcome : upload(work, { options, payload, cut: blocksOf(smaller) });
}

/** One message, as long as no size of blocks is asked for that is smaller. */
function goesWhole(
  { room, blockSize }: Transfer,
  cut: Cut,
  options: readonly CoapOption[],
  { length }: Uint8Array,
): boolean {
  if (blockSize !== undefined) return length <= cut.length;
  return room.longer === "blocks" ? length <= cut.length : fitsWhole(room, options, tokenLength, length);
}

function tooLongFor({ content }: Room): ExchangeOutcome {
  const reason = `The request is longer than a message to this peer may be, about ${content} bytes, and the peer takes no blocks.`;
  return { kind: "broken", reason };
}

/** True if a response is the first block of a longer body. */
export function isFirstOfMany(message: MessageContent): boolean {
  return blockOf(message, optionNumbers.block2)?.more === true;
}

function isHandmade({ otherOptions }: CoapRequest): boolean {
  if (otherOptions === undefined) return false;
  return otherOptions.some(({ number }) => number === optionNumbers.block1 || number === optionNumbers.block2);
}

/** The size that a peer asks for which found one message too large (RFC 7959 §2.9.3). */
function sizeAskedFor(outcome: ExchangeOutcome, payload: Uint8Array): number | undefined {
  if (outcome.kind !== "response" || outcome.message.code !== tooLarge) return undefined;
  const block = blockOf(outcome.message, optionNumbers.block1);
  return block !== undefined && block.size < payload.length ? block.size : undefined;
}
