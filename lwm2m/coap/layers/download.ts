import { equalBytes } from "../../base/bytes.js";
import { blockOf, blockOption, hasBlockLength, type Block } from "../block.js";
import { codeOf, isSuccess } from "../codes.js";
import type { CoapOption, MessageContent } from "../message.js";
import { optionNumbers } from "../options.js";
import { optionsOfRequest, withOptions } from "../requestOptions.js";
import { readUint } from "../optionValue.js";
import { BodyBuffer } from "./bodyBuffer.js";
import type { ExchangeOutcome } from "./exchanges.js";
import { sendPersistently, type Transfer } from "./transferParts.js";

/** How often a body may change while it is fetched. */
const maximumRestarts = 3;

const methodGet = codeOf("GET");
const methodFetch = codeOf("FETCH");
const nothing = new Uint8Array(0);

/** Fetches the blocks behind the first one of a response (RFC 7959 §2.4), and makes one response of all. */
export async function download(work: Transfer, first: MessageContent): Promise<ExchangeOutcome> {
  const { code, payload } = work.request;
  const options = withOptions(optionsOfRequest(work.request).filter(isAskedAgain), work.tag.options);
  // Peers have kept the question of a FETCH; those that have not get it again (RFC 8132 §2).
  let repeated: Uint8Array = nothing;
  const ask = async (block: Block): Promise<ExchangeOutcome> => {
    const asked = withOptions(options, [blockOption(optionNumbers.block2, block)]);
    const outcome = await sendPersistently(work, { options: asked, payload: repeated, stage: "down" });
    const isForgotten = outcome.kind === "response" && outcome.message.code >> 5 === 4;
    if (!isForgotten || code !== methodFetch || repeated.length > 0 || payload === undefined) return outcome;
    if (payload.length > block.size) return outcome;
    repeated = payload;
    return sendPersistently(work, { options: asked, payload: repeated, stage: "down" });
  };

  let head = first;
  for (let restarts = 0; ; restarts++) {
    const result = await collect(work, head, ask);
    if (result.kind !== "changed") return result;
    if (code !== methodGet && code !== methodFetch) {
      return broken("The response changed while it was fetched, and asking again would not be harmless.");
    }
    if (restarts === maximumRestarts) return broken("The response changed again and again while it was fetched.");
    const again = await ask({ number: 0, more: false, size: result.size, isBert: result.isBert });
    if (again.kind !== "response") return again;
    if (!isSuccess(again.message.code) || blockOf(again.message, optionNumbers.block2) === undefined) return again;
    head = again.message;
  }
}

type Collected = ExchangeOutcome | ({ readonly kind: "changed" } & Required<Pick<Block, "size" | "isBert">>);

/** Fetches blocks as long as they belong to the body that `head` begins. */
async function collect(
  work: Transfer,
  head: MessageContent,
  ask: (block: Block) => Promise<ExchangeOutcome>,
): Promise<Collected> {
  const body = new BodyBuffer(work.limit);
  const etag = valueOf(head, optionNumbers.etag);
  const total = totalOf(head);
  if (total !== undefined && total > work.limit) return tooLong(work.limit);
  let message = head;
  let size: number | undefined;
  let isBert = work.room.longer === "BERT";
  for (;;) {
    const block = blockOf(message, optionNumbers.block2);
    if (block === undefined) return broken("A block came without its number.");
    if (block.isBert === true && work.room.longer !== "BERT") return broken("A block has a size that is reserved.");
    isBert &&= block.isBert === true;
    size = Math.min(size ?? block.size, block.size);
    if (block.number * block.size !== body.length) {
      return broken(`Byte ${block.number * block.size} came when byte ${body.length} was asked for.`);
    }
    if (!hasBlockLength(block, message.payload.length)) {
      return broken(`Block ${block.number} has ${message.payload.length} bytes; it says that it has ${block.size}.`);
    }
    if (!body.append(message.payload)) return tooLong(work.limit);
    work.onProgress?.({ direction: "down", bytes: body.length, total: block.more ? total : body.length });
    if (!block.more) return { kind: "response", message: { ...head, payload: body.bytes } };

    const outcome = await ask({ number: body.length / size, more: false, size, isBert });
    if (outcome.kind !== "response" || !isSuccess(outcome.message.code)) return outcome;
    message = outcome.message;
    const itsEtag = valueOf(message, optionNumbers.etag);
    if (!sameEtag(etag, itsEtag)) return { kind: "changed", size, isBert };
  }
}

/** The wish to observe belongs to the first request only (RFC 7959 §3.4). */
function isAskedAgain({ number }: CoapOption): boolean {
  return number !== optionNumbers.observe;
}

function valueOf(message: MessageContent, option: number): Uint8Array | undefined {
  return message.options.find(({ number }) => number === option)?.value;
}

function totalOf(message: MessageContent): number | undefined {
  const size = valueOf(message, optionNumbers.size2);
  return size === undefined ? undefined : readUint(size);
}

/** Peers need not repeat an ETag; one that differs means another body. */
function sameEtag(left: Uint8Array | undefined, right: Uint8Array | undefined): boolean {
  return left === undefined || right === undefined || equalBytes(left, right);
}

function tooLong(limit: number): ExchangeOutcome {
  return broken(`The response is longer than ${limit} bytes, which is the most that is kept.`);
}

function broken(reason: string): ExchangeOutcome {
  return { kind: "broken", reason };
}
