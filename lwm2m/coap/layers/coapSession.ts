import { messageOf, stackOf } from "../../base/errorText.js";
import { Emitter } from "../../base/event.js";
import { isStream, type Channel } from "../channel.js";
import type {
  CoapRequest,
  CoapResponse,
  Notification,
  NotifyOutcome,
  Observation,
  RequestOptions,
  RequestOutcome,
} from "../exchange.js";
import type { MessageContent } from "../message.js";
import { inOrder } from "../optionCodec.js";
import { readResponse } from "../responseOptions.js";
import type { CoapSession } from "../session.js";
import type { CoapContext } from "./context.js";
import { download } from "./download.js";
import { Exchanges, type ExchangeOutcome, type ExchangeSetup } from "./exchanges.js";
import { DatagramLayer } from "./datagramLayer.js";
import type { MessageLayer, Reception, UpperLayer } from "./messageLayer.js";
import { Observing } from "./observing.js";
import { tokenInUse, unwritable } from "./rawRequest.js";
import { Responder } from "./responder.js";
import { askOnly, isFirstOfMany, transfer } from "./transfer.js";
import { UploadTags } from "./uploadTags.js";
import { StreamLayer } from "./streamLayer.js";
import type { Part, Transfer } from "./transferParts.js";

const nothing = new Uint8Array(0);

/** How the messages of one request are sent. */
interface Sending {
  readonly token: Uint8Array;
  /** For the blocks behind the first, where the token must stay what it means (RFC 7959 §3.4). */
  readonly laterToken?: Uint8Array;
  /** For the message whose response is that of the whole. */
  readonly last?: Pick<ExchangeSetup, "successor" | "skipsNotifications">;
}

/** CoAP with one peer over one channel. */
export class Session implements CoapSession, UpperLayer {
  readonly channel: Channel;
  readonly #context: CoapContext;
  readonly #layer: MessageLayer;
  readonly #exchanges: Exchanges;
  readonly #responder: Responder;
  readonly #ends = new Emitter<string>();
  readonly onEnd = this.#ends.event;
  readonly #tags = new UploadTags();
  #outstanding = 0;
  #endReason: string | undefined;
  /** Set once the peer wants no further requests. */
  #released: string | undefined;

  constructor(context: CoapContext, channel: Channel) {
    this.#context = context;
    this.channel = channel;
    this.#layer = isStream(channel.transport)
      ? new StreamLayer(context, channel, this)
      : new DatagramLayer(context, channel, this);
    this.#exchanges = new Exchanges(context, this.#layer);
    this.#responder = new Responder(context, this, this.#layer);
    channel.keepWhile?.(() => this.#layer.hasWork || this.#exchanges.hasWork || this.#responder.hasWork);
    channel.onEnd((reason) => {
      this.#end(reason);
    });
    channel.onData(this.#receive);
  }

  get malformed(): number {
    return this.#layer.malformed;
  }

  readonly request = async (request: CoapRequest, options: RequestOptions = {}): Promise<RequestOutcome> => {
    return this.#run(options, { token: this.#context.tokens.next() }, (settings, sending) =>
      transfer(this.#transferOf(request, settings, sending)),
    );
  };

  readonly raw: CoapSession["raw"] = async (request, { type, timeout, signal } = {}) => {
    const { code, options = [], payload = nothing } = request;
    const reason = unwritable(request, this.channel);
    if (reason !== undefined) return { kind: "not sent", reason };
    const token = Uint8Array.from(request.token ?? this.#context.tokens.next());
    const setup: ExchangeSetup = {
      takesAnything: true,
      ...(type === undefined ? {} : { type }),
      ...(timeout === undefined ? {} : { timeout }),
      ...(signal === undefined ? {} : { signal }),
    };
    if (this.#exchanges.find(token) !== undefined) return { kind: "not sent", reason: tokenInUse(token) };
    const refusal = this.#refusal();
    if (refusal !== undefined) return refusal;
    const begun = this.#context.clock.now();
    this.#outstanding++;
    if (this.#layer.greeting !== undefined) await this.#layer.greeting;
    const outcome = await this.#exchanges.run({ code, token, options: inOrder(options), payload }, setup);
    this.#settle();
    return outcome.kind === "response" ? { ...outcome, milliseconds: this.#context.clock.now() - begun } : outcome;
  };

  readonly observe = (
    request: CoapRequest,
    onNotification: (notification: Notification) => void,
    options: RequestOptions & { readonly token?: Uint8Array } = {},
  ): Observation => {
    const token = Uint8Array.from(options.token ?? this.#context.tokens.next());
    const registration = { ...request, observe: 0 };
    const observing = new Observing({
      context: this.#context,
      exchanges: this.#exchanges,
      token,
      isOrdered: this.#layer.isOrdered,
      onNotification,
      complete: (first, signal) => {
        const later = this.#context.tokens.next();
        return download(this.#transferOf(registration, { ...options, signal }, { token: later }), first);
      },
    });
    const beginning = new AbortController();
    return {
      token,
      first: this.#register(registration, observing, { options, token, beginning }),
      cancel: async (how) => {
        const wasOver = observing.isOver;
        observing.stop();
        beginning.abort();
        // Over a stream nothing can be rejected, so that the peer must be told in any case (RFC 8323 §7.4).
        if (wasOver || (how === "passively" && !this.#layer.isOrdered)) return undefined;
        const deregistration = { ...request, observe: 1 };
        const outcome = this.#run(options, { token, last: { skipsNotifications: true } }, (settings, sending) =>
          transfer(this.#transferOf(deregistration, settings, sending)),
        );
        return how === "passively" ? undefined : outcome;
      },
    };
  };

  readonly notify = async (
    token: Uint8Array,
    response: CoapResponse,
    type: "CON" | "NON" = "CON",
  ): Promise<NotifyOutcome> => {
    return this.#endReason === undefined ? this.#responder.notify(token, response, type) : "ended";
  };

  readonly ping = async (): Promise<number | undefined> => {
    if (this.#endReason !== undefined) return undefined;
    const begun = this.#context.clock.now();
    const isAlive = await this.#layer.ping();
    return isAlive ? this.#context.clock.now() - begun : undefined;
  };

  readonly close = (): void => {
    this.#layer.leave();
    this.channel.close();
    this.#end("We closed it.");
  };

  expects(message: MessageContent): boolean {
    return this.#exchanges.find(message.token) !== undefined;
  }

  understand(message: MessageContent): MessageContent | undefined {
    return this.#exchanges.understand(message);
  }

  takeResponse(message: MessageContent): void {
    this.#exchanges.find(message.token)?.respond(message);
  }

  takeRequest(reception: Reception): void {
    this.#responder.take(reception);
  }

  takeReset(messageId: number): boolean {
    return this.#responder.observers.takeReset(messageId);
  }

  takeRelease(reason: string): void {
    this.#released = reason;
    this.#leaveIfDone();
  }

  takeSettled(): void {
    this.#leaveIfDone();
  }

  takeEnd(reason: string): void {
    this.#end(reason);
    this.channel.close();
  }

  /** Once the peer has released the connection, it is closed as soon as nothing is under way (RFC 8323 §5.5). */
  #leaveIfDone(): void {
    if (this.#released !== undefined && this.#outstanding === 0 && !this.#layer.hasWork) this.takeEnd(this.#released);
  }

  /** Nothing that comes from the peer is an error of ours; if it is one after all, it ends with its message. */
  readonly #receive = (data: Uint8Array): void => {
    try {
      this.#layer.receive(data);
    } catch (error) {
      const fields = { channel: this.channel.id, error: stackOf(error) };
      this.#context.logger.log("error", "A message could not be handled.", fields);
    }
  };

  /** Registers an observation, and tells its first outcome. */
  async #register(
    request: CoapRequest,
    observing: Observing,
    { options, token, beginning }: Beginning,
  ): Promise<RequestOutcome> {
    const abort = (): void => {
      beginning.abort();
    };
    if (options.signal?.aborted === true) abort();
    options.signal?.addEventListener("abort", abort);
    const sending = { token, laterToken: this.#context.tokens.next(), last: { successor: observing } };
    const outcome = await this.#run({ ...options, signal: beginning.signal }, sending, async (settings, parts) => {
      const work = this.#transferOf(request, settings, parts);
      const asked = await askOnly(work);
      if (observing.hasBegun) return observing.first;
      return asked.kind === "response" && isFirstOfMany(asked.message) ? download(work, asked.message) : asked;
    });
    options.signal?.removeEventListener("abort", abort);
    if (!observing.hasBegun || outcome.kind !== "response") observing.stop();
    return outcome;
  }

  /** Lets a request go its way, if there is room for another one. */
  async #run(
    options: RequestOptions,
    sending: Sending,
    send: (options: RequestOptions, sending: Sending) => Promise<ExchangeOutcome>,
  ): Promise<RequestOutcome> {
    const refusal = this.#refusal();
    if (refusal !== undefined) return refusal;
    const begun = this.#context.clock.now();
    this.#outstanding++;
    if (this.#layer.greeting !== undefined) await this.#layer.greeting;
    const outcome = await send(options, sending).catch((error: unknown) => this.#failed(error));
    this.#settle();
    if (outcome.kind !== "response") return outcome;
    const { code, options: responseOptions, payload } = outcome.message;
    return {
      kind: "response",
      response: readResponse(code, responseOptions, payload),
      milliseconds: this.#context.clock.now() - begun,
    };
  }

  /** Why no further request may go its way now. */
  #refusal(): Exclude<RequestOutcome, { kind: "response" }> | undefined {
    const reason = this.#endReason ?? this.#released;
    if (reason !== undefined) return { kind: "closed", reason };
    if (this.#outstanding < this.#context.limits.outstanding) return undefined;
    return {
      kind: "broken",
      reason: `${this.#outstanding} requests to this peer wait already. Let some finish first.`,
    };
  }

  /** A request has come to its end. */
  #settle(): void {
    this.#outstanding--;
    this.#leaveIfDone();
  }

  /** What becomes of a request that something of ours has failed at, such as the listener to its progress. */
  #failed(error: unknown): ExchangeOutcome {
    this.#context.logger.log("error", "A request has failed.", { error: stackOf(error) });
    return { kind: "broken", reason: messageOf(error) };
  }

  #transferOf(request: CoapRequest, options: RequestOptions, { token, laterToken = token, last }: Sending): Transfer {
    const { type, timeout, signal, blockSize, onProgress } = options;
    const setup: ExchangeSetup = {
      ...(type === undefined ? {} : { type }),
      ...(timeout === undefined ? {} : { timeout }),
      ...(signal === undefined ? {} : { signal }),
    };
    return {
      request,
      room: this.#layer.room,
      tag: this.#tags.of(request),
      limit: this.#context.limits.body,
      ...(blockSize === undefined ? {} : { blockSize }),
      ...(onProgress === undefined ? {} : { onProgress }),
      send: ({ options: partOptions, payload, stage }: Part) =>
        this.#exchanges.run(
          { code: request.code, token: stage === "down" ? laterToken : token, options: partOptions, payload },
          stage === "last" && last !== undefined ? { ...setup, ...last } : setup,
        ),
    };
  }

  #end(reason: string): void {
    if (this.#endReason !== undefined) return;
    this.#endReason = reason;
    // First of all the layer below, so that nothing takes the place of what ends here.
    const abandoned = this.#layer.end();
    this.#exchanges.end(reason);
    this.#responder.end();
    for (const delivery of abandoned) delivery.lost();
    this.#ends.fire(reason);
    this.#ends.dispose();
  }
}

interface Beginning {
  readonly options: RequestOptions;
  readonly token: Uint8Array;
  readonly beginning: AbortController;
}
