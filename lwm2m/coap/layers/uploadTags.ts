import type { CoapRequest } from "../exchange.js";
import type { CoapOption } from "../message.js";
import { optionNumbers } from "../options.js";
import { uintValue } from "../optionValue.js";
import { requestKey } from "../requestKey.js";

/**
 * Which bodies go to one peer in blocks right now. Blocks of two bodies for the same thing can only be told apart by a
 * Request-Tag (RFC 9175 §3.4); one alone needs none, and most peers never see any.
 */
export class UploadTags {
  readonly #underWay = new Map<string, Set<number>>();

  /** The tag of a request, in case that its body is cut. */
  of(request: CoapRequest): UploadTag {
    return new UploadTag(this.#underWay, request);
  }
}

/** The tag of one request. */
export class UploadTag {
  readonly #underWay: Map<string, Set<number>>;
  readonly #request: CoapRequest;
  #number: number | undefined;

  constructor(underWay: Map<string, Set<number>>, request: CoapRequest) {
    this.#underWay = underWay;
    this.#request = request;
  }

  /** What stands in each message of the request. */
  get options(): readonly CoapOption[] {
    if (this.#number === undefined || this.#number === 0) return [];
    return [{ number: optionNumbers.requestTag, value: uintValue(this.#number) }];
  }

  /** The body is cut from now on. */
  take(): void {
    if (this.#number !== undefined) return;
    const key = requestKey(this.#request);
    const numbers = this.#underWay.get(key) ?? new Set();
    let number = 0;
    while (numbers.has(number)) number++;
    this.#underWay.set(key, numbers.add(number));
    this.#number = number;
  }

  /** The request has come to its end. */
  release(): void {
    if (this.#number === undefined) return;
    const key = requestKey(this.#request);
    const numbers = this.#underWay.get(key);
    numbers?.delete(this.#number);
    if (numbers?.size === 0) this.#underWay.delete(key);
    this.#number = undefined;
  }
}
