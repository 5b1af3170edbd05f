import { stackOf } from "../../base/errorText.js";
import { codeLabel, isSuccess } from "../codes.js";
import type { Notification } from "../exchange.js";
import type { MessageContent } from "../message.js";
import { optionNumbers } from "../options.js";
import { readUint } from "../optionValue.js";
import { readResponse } from "../responseOptions.js";
import type { CoapContext } from "./context.js";
import { digestOf } from "./digest.js";
import type { Exchanges, ExchangeOutcome, Expectation, Successor } from "./exchanges.js";
import { isFirstOfMany } from "./transfer.js";

/** What an observation is made from. */
export interface ObservingSetup {
  readonly context: CoapContext;
  readonly exchanges: Exchanges;
  readonly token: Uint8Array;
  /** True if notifications come in their order, whatever their numbers (RFC 8323 §7.1). */
  readonly isOrdered: boolean;
  readonly onNotification: (notification: Notification) => void;
  /** Fetches the blocks behind a first one. */
  readonly complete: (first: MessageContent, signal: AbortSignal) => Promise<ExchangeOutcome>;
}

/** How old what we know may be before any notification is fresher, in milliseconds (RFC 7641 §3.4). */
const oldEnough = 128_000;

/** An observation of ours after the first response: it takes the notifications (RFC 7641 §3). */
export class Observing implements Successor {
  readonly #setup: ObservingSetup;
  readonly token: Uint8Array;
  readonly hash: number;
  readonly takesAnything = false;
  chained: Expectation | undefined;
  #latest: { readonly sequence: number; readonly time: number } | undefined;
  /** Changes when something newer has come, so that what is still being fetched is stale. */
  #round = 0;
  #fetching: AbortController | undefined;
  #isOver = false;
  /** Where the first outcome goes, until it is there. */
  #resolveFirst: ((outcome: ExchangeOutcome) => void) | undefined;
  /** The first response, whole, or one that came in the meantime and is newer; only if the peer observes. */
  readonly first: Promise<ExchangeOutcome>;

  constructor(setup: ObservingSetup) {
    this.#setup = setup;
    this.token = setup.token;
    this.hash = digestOf(setup.token);
    this.first = new Promise((resolve) => {
      this.#resolveFirst = resolve;
    });
  }

  /** True once a first response has come with which the peer observes. */
  get hasBegun(): boolean {
    return this.#latest !== undefined;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  begin(first: MessageContent): boolean {
    const sequence = sequenceOf(first);
    if (this.#isOver || sequence === undefined || !isSuccess(first.code)) return false;
    this.#latest = { sequence, time: this.#setup.context.clock.now() };
    this.#take(first);
    return true;
  }

  respond(message: MessageContent): void {
    const sequence = sequenceOf(message);
    // RFC 7641 §4.2: without the option it is the last one, as is any that tells of an error.
    if (sequence === undefined || !isSuccess(message.code)) {
      this.#leave();
      this.#take(message);
      return;
    }
    if (!this.#isFresh(sequence)) return;
    this.#latest = { sequence, time: this.#setup.context.clock.now() };
    this.#take(message);
  }

  fail(reason: string): void {
    this.#setup.context.logger.log("warn", "A notification cannot be used.", { reason });
  }

  end(reason: string): void {
    this.#leave();
    this.#resolveFirst?.({ kind: "closed", reason });
  }

  /** Notifications are no longer wanted: the next one is rejected. */
  stop(): void {
    this.#leave();
    this.#resolveFirst?.({ kind: "canceled" });
  }

  #leave(): void {
    this.#isOver = true;
    this.#round++;
    this.#fetching?.abort();
    this.#setup.exchanges.release(this);
  }

  #isFresh(sequence: number): boolean {
    if (this.#latest === undefined || this.#setup.isOrdered) return true;
    const ahead = (sequence - this.#latest.sequence) & 0xffffff;
    const isNewer = ahead > 0 && ahead < 0x800000;
    return isNewer || this.#setup.context.clock.now() > this.#latest.time + oldEnough;
  }

  #take(message: MessageContent): void {
    const round = ++this.#round;
    this.#fetching?.abort();
    this.#fetching = undefined;
    if (!isFirstOfMany(message)) {
      this.#hand({ kind: "response", message });
      return;
    }
    const fetching = new AbortController();
    this.#fetching = fetching;
    void this.#setup.complete(message, fetching.signal).then((outcome) => {
      if (round === this.#round) this.#hand(outcome);
    });
  }

  #hand(outcome: ExchangeOutcome): void {
    const first = this.#resolveFirst;
    if (first !== undefined) {
      this.#resolveFirst = undefined;
      first(outcome);
      return;
    }
    const { logger } = this.#setup.context;
    if (outcome.kind !== "response") {
      logger.log("warn", "A notification did not arrive whole.", { outcome: outcome.kind });
      return;
    }
    const { code, options, payload } = outcome.message;
    try {
      this.#setup.onNotification(readResponse(code, options, payload));
    } catch (error) {
      logger.log("error", "A notification could not be handled.", { code: codeLabel(code), error: stackOf(error) });
    }
  }
}

function sequenceOf(message: MessageContent): number | undefined {
  const option = message.options.find(({ number }) => number === optionNumbers.observe);
  return option === undefined ? undefined : readUint(option.value);
}
