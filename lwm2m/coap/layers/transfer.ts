import { blockOf } from "../block.js";
import { codeOf } from "../codes.js";
import type { CoapRequest } from "../exchange.js";
import type { CoapOption, MessageContent } from "../message.js";
import { optionNumbers } from "../options.js";
import { uintOption } from "../optionValue.js";
import { optionsOfRequest, withOptions } from "../requestOptions.js";
import { download } from "./download.js";
import type { ExchangeOutcome } from "./exchanges.js";
import { blocksOf, cutFor, fitsWhole, type Cut, type Room } from "./room.js";
import { withSizeAsked, type Transfer } from "./transferParts.js";
import { upload } from "./upload.js";

const tooLarge = codeOf("Request Entity Too Large");
const unauthorized = codeOf("Unauthorized");
const nothing = new Uint8Array(0);
/** Every token of ours has so many bytes. */
const tokenLength = 8;

/** Sends a request, in blocks if it must be, and puts the response together (RFC 7959). */
export async function transfer(work: Transfer): Promise<ExchangeOutcome> {
  try {
    const outcome = await ask(work);
    const again = withEcho(work, outcome);
    if (again !== undefined) return await complete(again, await ask(again));
    return isWhole(work, outcome) ? outcome : await complete(work, outcome);
  } finally {
    work.tag.release();
  }
}

/** The same without what follows the first block of the response. */
export async function askOnly(work: Transfer): Promise<ExchangeOutcome> {
  try {
    const outcome = await ask(work);
    const again = withEcho(work, outcome);
    return again === undefined ? outcome : await ask(again);
  } finally {
    work.tag.release();
  }
}

function complete(work: Transfer, outcome: ExchangeOutcome): ExchangeOutcome | Promise<ExchangeOutcome> {
  return isWhole(work, outcome) || outcome.kind !== "response" ? outcome : download(work, outcome.message);
}

function isWhole({ request }: Transfer, outcome: ExchangeOutcome): boolean {
  return isHandmade(request) || outcome.kind !== "response" || !isFirstOfMany(outcome.message);
}

/**
 * The same once more for a peer that wants to see that the request is fresh: with the value of its Echo option
 * (RFC 9175 §2.3). Once is enough for a peer that means it.
 */
function withEcho(work: Transfer, outcome: ExchangeOutcome): Transfer | undefined {
  const echo = echoOf(outcome);
  const { otherOptions = [] } = work.request;
  if (echo === undefined || otherOptions.some(({ number }) => number === optionNumbers.echo)) return undefined;
  return { ...work, request: { ...work.request, otherOptions: [...otherOptions, echo] } };
}

function echoOf(outcome: ExchangeOutcome): CoapOption | undefined {
  if (outcome.kind !== "response" || outcome.message.code !== unauthorized) return undefined;
  return outcome.message.options.find(({ number }) => number === optionNumbers.echo);
}

/**
 * Sends a request, in blocks if it must be, and answers the response or its first block. A request that brings
 * block-wise options of its own is sent as it is.
 */
function ask(work: Transfer): Promise<ExchangeOutcome> {
  const { request } = work;
  const options = withSizeWished(work, optionsOfRequest(request));
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

/** Who wants to know how far a transfer is asks how much it will be (RFC 7959 §4). */
function withSizeWished({ request, onProgress }: Transfer, options: CoapOption[]): CoapOption[] {
  if (onProgress === undefined || isHandmade(request)) return options;
  return withOptions(options, [uintOption(optionNumbers.size2, 0)]);
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
