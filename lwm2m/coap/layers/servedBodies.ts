import { createHash } from "node:crypto";
import { equalBytes } from "../../base/bytes.js";
import { blockOption, type Block } from "../block.js";
import { isSuccess } from "../codes.js";
import type { CoapResponse } from "../exchange.js";
import type { CoapOption } from "../message.js";
import { optionNumbers } from "../options.js";
import { uintOption } from "../optionValue.js";
import { withOptions } from "../requestOptions.js";
import { optionsOfResponse } from "../responseOptions.js";
import type { Cut } from "./room.js";
import { Shelved, type Shelf } from "./shelf.js";

/** The question that a body answers. */
export interface Question {
  /** What the request is about: the same for all blocks, never its token. */
  readonly key: string;
  /** What a FETCH asks; blocks may be asked for with or without it. */
  readonly payload: Uint8Array;
}

/** A response, or one block of it, ready to be sent. */
export interface CutResponse {
  readonly code: number;
  readonly options: readonly CoapOption[];
  readonly payload: Uint8Array;
}

const nothing = new Uint8Array(0);

/** A body that a peer fetches block by block. */
class ServedBody extends Shelved {
  readonly isPinned = false;
  readonly question: Question;
  readonly response: CoapResponse;
  readonly #forget: (body: ServedBody) => void;

  constructor(question: Question, response: CoapResponse, forget: (body: ServedBody) => void) {
    super();
    this.question = question;
    this.response = response;
    this.#forget = forget;
  }

  discard(): void {
    this.#forget(this);
  }
}

/** Responses to one peer that are longer than a block (RFC 7959 §2.4), kept for a while. */
export class ServedBodies {
  readonly #shelf: Shelf;
  readonly #most: number;
  readonly #bodies: ServedBody[] = [];

  /** Keeps at most so many bodies. */
  constructor(shelf: Shelf, most: number) {
    this.#shelf = shelf;
    this.#most = most;
  }

  get hasWork(): boolean {
    return this.#bodies.length > 0;
  }

  /** Keeps a response, whose first block is sent now. It gets an ETag, computed once, if it has none. */
  keep(question: Question, response: CoapResponse): CoapResponse {
    const before = this.#find(question, (body) => equalBytes(body.question.payload, question.payload));
    if (before !== undefined) this.#remove(before);
    if (this.#bodies.length >= this.#most && this.#bodies[0] !== undefined) this.#remove(this.#bodies[0]);
    const tagged = withEtag(response);
    const kept = { key: question.key, payload: Uint8Array.from(question.payload) };
    const body = new ServedBody(kept, tagged, (gone) => {
      this.#forget(gone);
    });
    this.#bodies.push(body);
    this.#shelf.keep(body, weightOf(body));
    return tagged;
  }

  /** The response to which a later block belongs. */
  find({ key, payload }: Question): CoapResponse | undefined {
    const body = this.#find({ key, payload }, (candidate) => {
      return payload.length === 0 || equalBytes(candidate.question.payload, payload);
    });
    if (body === undefined) return undefined;
    this.#shelf.keep(body, weightOf(body));
    return body.response;
  }

  /** The session is over. */
  clear(): void {
    for (const body of this.#bodies) this.#shelf.remove(body);
    this.#bodies.length = 0;
  }

  #find({ key }: Question, fits: (body: ServedBody) => boolean): ServedBody | undefined {
    return this.#bodies.findLast((body) => body.question.key === key && fits(body));
  }

  #remove(body: ServedBody): void {
    this.#shelf.remove(body);
    this.#forget(body);
  }

  #forget(body: ServedBody): void {
    const index = this.#bodies.indexOf(body);
    if (index !== -1) this.#bodies.splice(index, 1);
  }
}

function weightOf({ question, response }: ServedBody): number {
  return question.payload.length + (response.payload?.length ?? 0);
}

/** By the ETag a peer sees that the blocks it puts together are of one body (RFC 7959 §2.4). */
function withEtag(response: CoapResponse): CoapResponse {
  if (response.etag !== undefined || !isSuccess(response.code)) return response;
  const digest = createHash("sha256")
    .update(response.payload ?? nothing)
    .digest();
  return { ...response, etag: Uint8Array.from(digest.subarray(0, 4)) };
}

/** One block of a response; undefined if it has none with this number. */
export function cutBlock(
  response: CoapResponse,
  { number, size, length, isBert }: Cut & Pick<Block, "number">,
): CutResponse | undefined {
  const payload = response.payload ?? nothing;
  const start = number * size;
  if (number > 0 && start >= payload.length) return undefined;
  const end = Math.min(start + length, payload.length);
  const block2 = blockOption(optionNumbers.block2, { number, more: end < payload.length, size, isBert });
  const size2 = number === 0 ? [uintOption(optionNumbers.size2, payload.length)] : [];
  return {
    code: response.code,
    options: withOptions(optionsOfResponse(response), [block2, ...size2]),
    payload: payload.subarray(start, end),
  };
}
