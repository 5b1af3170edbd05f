import type { CoapResponse, NotifyOutcome } from "../exchange.js";
import { codeLabel, isSuccess } from "../codes.js";
import type { CoapContext } from "./context.js";
import type { Delivery, MessageLayer } from "./messageLayer.js";
import { tokenKey } from "./tokens.js";
import { withoutObserve } from "./withoutObserve.js";
import type { CutResponse, Question } from "./servedBodies.js";

/** A peer's observation of something of ours (RFC 7641 §4.1). */
export interface Observer {
  readonly token: Uint8Array;
  readonly question: Question;
  /** Bytes a block, if the peer asked for a size. */
  readonly blockSize: number | undefined;
}

/** Of how many notifications that ask for no acknowledgment the message ID is known, in case they are rejected. */
const maximumUnconfirmed = 64;
const sequenceLimit = 0x1000000;

interface Entry extends Observer {
  sequence: number;
  readonly waiting: Set<NotificationDelivery>;
}

/** The observations that one peer has registered, by token. */
export class Observers {
  readonly #context: CoapContext;
  readonly #layer: MessageLayer;
  readonly #byToken = new Map<string, Entry>();
  readonly #unconfirmed = new Map<number, string>();

  constructor(context: CoapContext, layer: MessageLayer) {
    this.#context = context;
    this.#layer = layer;
  }

  get hasWork(): boolean {
    return this.#byToken.size > 0;
  }

  /** Registers an observation; false if there is no room, so that the request is answered without Observe. */
  add(observer: Observer, sequence: number): boolean {
    const key = tokenKey(observer.token);
    if (this.#byToken.size >= this.#context.limits.observations && !this.#byToken.has(key)) return false;
    this.remove(observer.token);
    this.#byToken.set(key, { ...observer, token: Uint8Array.from(observer.token), sequence, waiting: new Set() });
    return true;
  }

  /** Ends an observation, and what is on the way for it. */
  remove(token: Uint8Array): void {
    this.#remove(tokenKey(token));
  }

  /** The peer has rejected a message that asked for no acknowledgment (RFC 7641 §4.5); false if it was none of these. */
  takeReset(messageId: number): boolean {
    const key = this.#unconfirmed.get(messageId);
    if (key === undefined) return false;
    this.#unconfirmed.delete(messageId);
    this.#remove(key);
    return true;
  }

  /** Sends a notification, cut as `cut` does. An error is the last one (RFC 7641 §4.2). */
  async notify(
    token: Uint8Array,
    response: CoapResponse,
    {
      type,
      cut,
    }: { readonly type: "CON" | "NON"; readonly cut: (observer: Observer, whole: CoapResponse) => CutResponse },
  ): Promise<NotifyOutcome> {
    const key = tokenKey(token);
    const entry = this.#byToken.get(key);
    if (entry === undefined) return "ended";
    const isLast = !isSuccess(response.code);
    if (isLast) this.#byToken.delete(key);
    // RFC 8323 §7.1: over a stream the order says it all, and the value means nothing.
    const sequence = this.#layer.isOrdered ? 0 : (response.observe ?? entry.sequence + 1);
    entry.sequence = sequence % sequenceLimit;
    const whole = isLast ? withoutObserve(response) : { ...response, observe: entry.sequence };
    const content = { token: entry.token, ...cut(entry, whole) };
    // One that would overtake those that still wait would arrive as the newest, long before what is older.
    if (type === "NON" && entry.waiting.size === 0) {
      this.#remember(this.#layer.sendNonConfirmable(content), key);
      return "taken";
    }
    return new Promise((resolve) => {
      const delivery = new NotificationDelivery((outcome) => {
        entry.waiting.delete(delivery);
        const isGone = outcome !== "taken";
        // RFC 7641 §4.5: who does not acknowledge a notification is no longer interested.
        if (isGone && this.#byToken.get(key) === entry) this.#remove(key);
        if (isGone) this.#context.logger.log("debug", () => `An observer is gone: ${codeLabel(response.code)}.`);
        resolve(outcome);
      });
      entry.waiting.add(delivery);
      this.#layer.confirm(content, delivery);
    });
  }

  /** The session is over. */
  clear(): void {
    for (const key of [...this.#byToken.keys()]) this.#remove(key);
    this.#unconfirmed.clear();
  }

  #remove(key: string): void {
    const entry = this.#byToken.get(key);
    if (entry === undefined) return;
    this.#byToken.delete(key);
    for (const delivery of [...entry.waiting]) {
      this.#layer.cancel(delivery);
      delivery.rejected();
    }
  }

  #remember(messageId: number | undefined, key: string): void {
    if (messageId === undefined) return;
    this.#unconfirmed.delete(messageId);
    this.#unconfirmed.set(messageId, key);
    if (this.#unconfirmed.size <= maximumUnconfirmed) return;
    const [oldest] = this.#unconfirmed.keys();
    if (oldest !== undefined) this.#unconfirmed.delete(oldest);
  }
}

/** A notification on its way. */
class NotificationDelivery implements Delivery {
  readonly #done: (outcome: NotifyOutcome) => void;

  constructor(done: (outcome: NotifyOutcome) => void) {
    this.#done = done;
  }

  sent(): void {
    // Only its end matters.
  }

  acknowledged(): void {
    this.#done("taken");
  }

  answered(): void {
    this.#done("taken");
  }

  rejected(): void {
    this.#done("ended");
  }

  lost(): void {
    this.#done("lost");
  }
}
