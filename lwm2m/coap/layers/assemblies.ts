import { hasBlockLength, type Block } from "../block.js";
import { codeOf } from "../codes.js";
import type { CoapLimits } from "../limits.js";
import { BodyBuffer } from "./bodyBuffer.js";
import { Shelved, type Shelf } from "./shelf.js";

/** One block of a request's body as it has come. */
export interface ArrivedBlock {
  /** The same for all blocks of one body: what the request is about, never its token. */
  readonly key: string;
  readonly block: Block;
  readonly payload: Uint8Array;
  /** The length of the whole, if the peer has said it. */
  readonly total: number | undefined;
}

/** What follows from a block: the body is whole, or this must be answered. */
export type BlockResult =
  | { readonly kind: "whole"; readonly payload: Uint8Array }
  | { readonly kind: "continue" }
  | { readonly kind: "refused"; readonly code: number; readonly diagnostic: string };

const badRequest = codeOf("Bad Request");
const incomplete = codeOf("Request Entity Incomplete");
const tooLarge = codeOf("Request Entity Too Large");

class Assembly extends Shelved {
  readonly body: BodyBuffer;
  readonly isPinned = false;
  readonly #forget: () => void;

  constructor(limit: number, forget: () => void) {
    super();
    this.body = new BodyBuffer(limit);
    this.#forget = forget;
  }

  discard(): void {
    this.#forget();
  }
}

/** Bodies of requests that one peer sends in blocks (RFC 7959 §2.5). */
export class Assemblies {
  readonly #shelf: Shelf;
  readonly #limits: Pick<CoapLimits, "body" | "uploads">;
  readonly #byKey = new Map<string, Assembly>();

  constructor(shelf: Shelf, limits: Pick<CoapLimits, "body" | "uploads">) {
    this.#shelf = shelf;
    this.#limits = limits;
  }

  get hasWork(): boolean {
    return this.#byKey.size > 0;
  }

  add({ key, block, payload, total }: ArrivedBlock): BlockResult {
    if (!hasBlockLength(block, payload.length)) {
      const said = block.isBert === true ? "whole blocks of 1024" : block.size;
      return refused(badRequest, `The block has ${payload.length} bytes and says that it has ${said}.`);
    }
    const offset = block.number * block.size;
    if (Math.max(total ?? 0, offset + payload.length) > this.#limits.body) {
      this.#remove(key);
      return refused(tooLarge, `No more than ${this.#limits.body} bytes are taken.`);
    }
    if (offset === 0) {
      this.#remove(key);
      if (!block.more) return { kind: "whole", payload };
    }
    const assembly = offset === 0 ? this.#begin(key) : this.#byKey.get(key);
    if (assembly === undefined) return refused(incomplete, "The blocks before this one are missing.");
    return this.#append(key, assembly, { offset, payload, more: block.more });
  }

  /** The session is over. */
  clear(): void {
    for (const key of [...this.#byKey.keys()]) this.#remove(key);
  }

  #append(
    key: string,
    assembly: Assembly,
    { offset, payload, more }: { readonly offset: number; readonly payload: Uint8Array; readonly more: boolean },
  ): BlockResult {
    const { body } = assembly;
    if (offset > body.length) return refused(incomplete, `The blocks from byte ${body.length} on are missing.`);
    // A block that comes once more, in a message of its own, is acknowledged once more.
    const isRepeated = offset < body.length;
    if (isRepeated && (!more || offset + payload.length > body.length)) {
      return refused(incomplete, `The block from byte ${body.length} on is missing.`);
    }
    if (!isRepeated) body.append(payload);
    if (!more) {
      this.#remove(key);
      return { kind: "whole", payload: body.bytes };
    }
    this.#shelf.keep(assembly, body.capacity);
    return { kind: "continue" };
  }

  #begin(key: string): Assembly {
    if (this.#byKey.size >= this.#limits.uploads) {
      const [oldest] = this.#byKey.keys();
      if (oldest !== undefined) this.#remove(oldest);
    }
    const assembly = new Assembly(this.#limits.body, () => this.#byKey.delete(key));
    this.#byKey.set(key, assembly);
    return assembly;
  }

  #remove(key: string): void {
    const assembly = this.#byKey.get(key);
    if (assembly === undefined) return;
    this.#shelf.remove(assembly);
    this.#byKey.delete(key);
  }
}

function refused(code: number, diagnostic: string): BlockResult {
  return { kind: "refused", code, diagnostic };
}
