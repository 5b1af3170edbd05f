import { equalBytes } from "../../base/bytes.js";
import type { Disposable } from "../../base/disposal.js";
import type { RequestOptions, RequestOutcome } from "../exchange.js";
import type { MessageContent } from "../message.js";
import { optionNumbers } from "../options.js";
import { checkOptions } from "../optionCheck.js";
import { Buckets, type Chained } from "./buckets.js";
import type { CoapContext } from "./context.js";
import { digestOf } from "./digest.js";
import type { Delivery, MessageLayer } from "./messageLayer.js";

/** What became of one request message, before block-wise transfers are put together. */
export type ExchangeOutcome =
  { readonly kind: "response"; readonly message: MessageContent } | Exclude<RequestOutcome, { kind: "response" }>;

/** Who waits for responses with a token. */
export interface Expectation extends Chained<Expectation> {
  readonly token: Uint8Array;
  /** True if responses are wanted as they are, understood or not. */
  readonly takesAnything: boolean;
  /** Takes a response that did not come in an acknowledgment. */
  respond(message: MessageContent): void;
  /** A response has come that cannot be used. */
  fail(reason: string): void;
  end(reason: string): void;
}

/** An expectation that takes over a token when the first response has come: an observation. */
export interface Successor extends Expectation {
  /** True if the first response says that others will follow. */
  begin(first: MessageContent): boolean;
}

/** How one request message is sent. */
export interface ExchangeSetup extends Pick<RequestOptions, "type" | "timeout" | "signal"> {
  readonly successor?: Successor;
  /** True if a notification that still comes with the token is no response to this. */
  readonly skipsNotifications?: boolean;
  /** True if the response is wanted as it is, understood or not. */
  readonly takesAnything?: boolean;
}

/** Requests and their responses (RFC 7252 §5.2, §5.3), matched by token. */
export class Exchanges {
  readonly #context: CoapContext;
  readonly #layer: MessageLayer;
  readonly #expected = new Buckets<Expectation>();
  #endReason: string | undefined;

  constructor(context: CoapContext, layer: MessageLayer) {
    this.#context = context;
    this.#layer = layer;
  }

  /** True if a response or a notification may still come. */
  get hasWork(): boolean {
    return this.#expected.size > 0;
  }

  /** Sends a request and waits for what comes back. */
  run(content: MessageContent, setup: ExchangeSetup): Promise<ExchangeOutcome> {
    if (this.#endReason !== undefined) return Promise.resolve({ kind: "closed", reason: this.#endReason });
    if (setup.signal?.aborted === true) return Promise.resolve({ kind: "canceled" });
    return new Promise((resolve) => {
      const exchange = new Exchange(this.#context, this.#layer, this, content, setup, resolve);
      this.expect(exchange);
      exchange.begin();
    });
  }

  /** From now on, responses with its token belong to `expectation`, and to nobody else. */
  expect(expectation: Expectation): void {
    const before = this.find(expectation.token);
    if (before !== undefined) this.#expected.remove(before);
    this.#expected.add(expectation);
  }

  /** Responses with its token are no longer expected, unless others wait for them by now. */
  release(expectation: Expectation): void {
    this.#expected.remove(expectation);
  }

  /** Who waits for responses with the token. */
  find(token: Uint8Array): Expectation | undefined {
    let found = this.#expected.first(digestOf(token));
    while (found !== undefined && !equalBytes(found.token, token)) found = found.chained;
    return found;
  }

  /** A response without the options that do not count; undefined, and its exchange fails, if it cannot be used. */
  understand(message: MessageContent): MessageContent | undefined {
    const checked = checkOptions(message, this.#context.understood);
    if (checked.options === message.options && checked.refusal === undefined) return message;
    const expectation = this.find(message.token);
    if (expectation?.takesAnything === true) return message;
    if (checked.refusal === undefined) return { ...message, options: checked.options };
    expectation?.fail(`The response cannot be used. ${checked.refusal}`);
    return undefined;
  }

  /** The channel is gone. */
  end(reason: string): void {
    this.#endReason = reason;
    const all = this.#expected.items();
    this.#expected.clear();
    for (const expectation of all) expectation.end(reason);
  }
}

/** One request message and its response. */
class Exchange implements Delivery, Expectation {
  readonly #context: CoapContext;
  readonly #layer: MessageLayer;
  readonly #exchanges: Exchanges;
  readonly #content: MessageContent;
  readonly hash: number;
  chained: Expectation | undefined;
  readonly #setup: ExchangeSetup;
  readonly #resolve: (outcome: ExchangeOutcome) => void;
  #sentAt = 0;
  #isDelivered = false;
  #isOver = false;
  #deadline: Disposable | undefined;

  constructor(
    context: CoapContext,
    layer: MessageLayer,
    exchanges: Exchanges,
    content: MessageContent,
    setup: ExchangeSetup,
    resolve: (outcome: ExchangeOutcome) => void,
  ) {
    this.#context = context;
    this.#layer = layer;
    this.#exchanges = exchanges;
    this.#content = content;
    this.hash = digestOf(content.token);
    this.#setup = setup;
    this.#resolve = resolve;
  }

  get token(): Uint8Array {
    return this.#content.token;
  }

  get takesAnything(): boolean {
    return this.#setup.takesAnything === true;
  }

  begin(): void {
    this.#setup.signal?.addEventListener("abort", this.#cancel);
    if (this.#setup.type === "NON") {
      this.#isDelivered = true;
      this.sent();
      this.#layer.sendNonConfirmable(this.#content);
    } else this.#layer.confirm(this.#content, this);
  }

  sent(): void {
    this.#sentAt = this.#context.clock.now();
    // Without a time of its own, an unacknowledged request ends with its retransmissions.
    if (this.#setup.timeout !== undefined || this.#isDelivered) this.#wait();
  }

  acknowledged(): void {
    this.#isDelivered = true;
    if (this.#deadline === undefined) this.#wait();
  }

  answered(response: MessageContent): void {
    this.#isDelivered = true;
    const understood = this.#exchanges.understand(response);
    if (understood !== undefined) this.#respondWith(understood);
  }

  rejected(): void {
    this.#isDelivered = true;
    this.#finish({ kind: "reset" });
  }

  lost(): void {
    this.#isDelivered = true;
    this.#finish({ kind: "timeout", isAcknowledged: false });
  }

  respond(message: MessageContent): void {
    if (this.#setup.skipsNotifications === true && isNotification(message)) return;
    this.#respondWith(message);
  }

  fail(reason: string): void {
    this.#finish({ kind: "broken", reason });
  }

  end(reason: string): void {
    this.#finish({ kind: "closed", reason });
  }

  readonly #cancel = (): void => {
    this.#finish({ kind: "canceled" });
  };

  #wait(): void {
    if (this.#isOver) return;
    const { clock, times } = this.#context;
    const rest = (this.#setup.timeout ?? times.transmitWait) - (clock.now() - this.#sentAt);
    this.#deadline = clock.after(Math.max(0, rest), () => {
      const isAcknowledged = this.#isDelivered && this.#setup.type !== "NON" && !this.#layer.isOrdered;
      this.#finish({ kind: "timeout", isAcknowledged });
    });
  }

  #respondWith(message: MessageContent): void {
    const { successor } = this.#setup;
    if (successor?.begin(message) === true) this.#exchanges.expect(successor);
    this.#finish({ kind: "response", message });
  }

  #finish(outcome: ExchangeOutcome): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#deadline?.dispose();
    this.#setup.signal?.removeEventListener("abort", this.#cancel);
    this.#exchanges.release(this);
    // A response that came apart stands for the acknowledgment that was lost (RFC 7252 §5.2.2).
    if (!this.#isDelivered) this.#layer.cancel(this);
    this.#resolve(outcome);
  }
}

/** True if a response carries an Observe option (RFC 7641 §2). */
export function isNotification(message: MessageContent): boolean {
  return message.options.some(({ number }) => number === optionNumbers.observe);
}
