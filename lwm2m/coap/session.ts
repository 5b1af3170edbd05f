import type { Event } from "../base/event.js";
import type { Channel } from "./channel.js";
import type {
  CoapRequest,
  CoapResponse,
  Notification,
  NotifyOutcome,
  Observation,
  RawOutcome,
  RawRequest,
  RequestOptions,
  RequestOutcome,
} from "./exchange.js";
import type { CoapMessage, StreamMessage } from "./message.js";

/** CoAP with one peer over one channel, in both roles: it sends requests, and answers those that come. */
export interface CoapSession {
  readonly channel: Channel;
  /** Sends a request and puts the response together. The promise is never rejected. */
  readonly request: (request: CoapRequest, options?: RequestOptions) => Promise<RequestOutcome>;
  /** Sends a request as it is, and tells what comes back as it is. The promise is never rejected. */
  readonly raw: (
    request: RawRequest,
    options?: Pick<RequestOptions, "type" | "timeout" | "signal">,
  ) => Promise<RawOutcome>;
  /**
   * Sends a GET or FETCH with Observe 0, and hands each fresh notification on in order (RFC 7641 §3.4). The first
   * response is the observation's `first`; only what follows is a notification. With `token`, an observation of an
   * earlier session is registered anew.
   */
  readonly observe: (
    request: CoapRequest,
    onNotification: (notification: Notification) => void,
    options?: RequestOptions & { readonly token?: Uint8Array },
  ) => Observation;
  /**
   * Sends a notification to the observer that registered with `token` (RFC 7641 §4). Without `observe` in the response
   * it is numbered here; an error ends the observation. One that shall not be confirmable is so nevertheless while
   * others wait before it. The outcome is there once a confirmable one is acknowledged or given up, and another is sent.
   */
  readonly notify: (token: Uint8Array, response: CoapResponse, type?: "CON" | "NON") => Promise<NotifyOutcome>;
  /**
   * An empty CON that a living peer answers with RST (RFC 7252 §4.3), over streams a Ping that it answers with a Pong
   * (RFC 8323 §5.4): the milliseconds it took, or undefined.
   */
  readonly ping: () => Promise<number | undefined>;
  /** How many messages came that cannot be read. */
  readonly malformed: number;
  /** Fires once, with the reason in words. */
  readonly onEnd: Event<string>;
  readonly close: () => void;
}

/** A request that a peer has sent, as its handler sees it. */
export interface IncomingRequest extends CoapRequest {
  readonly session: CoapSession;
  readonly token: Uint8Array;
  readonly query: readonly string[];
  readonly payload: Uint8Array;
}

/**
 * Answers a request. If that takes longer than a moment the peer gets an empty ACK first. A handler that throws is
 * answered with 5.00 and logged. A handler accepts an observation by `observe` in its response to a request with
 * Observe 0, and is told of its end by a request with Observe 1, or by `notify`, which is "ended" from then on.
 */
export type RequestHandler = (request: IncomingRequest) => CoapResponse | Promise<CoapResponse>;

/** Every message in and out, as it is on the wire and as it was understood. */
export interface TappedMessage {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly channel: Channel;
  readonly direction: "in" | "out";
  readonly data: Uint8Array;
  /** Undefined if the bytes are no CoAP message; then `problem` says why. */
  readonly message?: CoapMessage | StreamMessage;
  readonly problem?: string;
  /** What the exchange layer makes of it beyond the obvious. */
  readonly remark?: "retransmission" | "duplicate" | "unexpected";
}
