import type { Clock } from "../base/clock.js";
import type { Disposable } from "../base/disposal.js";
import type { Event } from "../base/event.js";
import type { Logger } from "../base/logger.js";
import type { Random } from "../base/random.js";
import type { Channel } from "./channel.js";
import type { CoapLimits } from "./limits.js";
import type { TransmissionParameters } from "./parameters.js";
import type { CoapSession, RequestHandler, TappedMessage } from "./session.js";

/** What all sessions of one program share. */
export interface CoapEndpointSetup {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** Answers what peers ask; without one every request is answered with 4.04. */
  readonly handler?: RequestHandler;
  /** Critical options that the handler minds, such as If-Match (1); requests with others are answered with 4.02. */
  readonly understoodOptions?: readonly number[];
  /** How messages are sent again; RFC 7252 §4.8 unless told. */
  readonly parameters?: Partial<TransmissionParameters>;
  /** What peers may make us keep; `defaultLimits` unless told. */
  readonly limits?: Partial<CoapLimits>;
}

/** CoAP over any number of channels: makes a session of each. */
export interface CoapEndpoint extends Disposable {
  /** The session of a channel, made when it is asked for first; it lives as long as the channel. */
  readonly accept: (channel: Channel) => CoapSession;
  readonly sessions: ReadonlySet<CoapSession>;
  readonly onSession: Event<CoapSession>;
  readonly onMessage: Event<TappedMessage>;
  /** Closes every session, and so its channel. */
  readonly dispose: () => void;
}
