import type { Clock } from "../base/clock.js";
import type { Disposable } from "../base/disposal.js";
import type { Event } from "../base/event.js";
import type { Logger } from "../base/logger.js";
import type { Random } from "../base/random.js";
import type { Channel } from "./channel.js";
import type { CoapSession, RequestHandler, TappedMessage } from "./session.js";

/** What all sessions of one program share. */
export interface CoapEndpointSetup {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** Answers what peers ask; without one every request is answered with 4.04. */
  readonly handler?: RequestHandler;
  readonly limits?: Partial<CoapLimits>;
}

/** What a peer may make us keep. */
export interface CoapLimits {
  /** Bytes of a body put together from blocks. */
  readonly body: number;
  /** Messages remembered for deduplication, for each session. */
  readonly remembered: number;
  /** Requests of ours that wait, for each session. */
  readonly outstanding: number;
}

/** CoAP over any number of channels: makes a session of each. */
export interface CoapEndpoint extends Disposable {
  /** Makes the session of a channel, which lives as long as the channel. */
  readonly accept: (channel: Channel) => CoapSession;
  readonly sessions: ReadonlySet<CoapSession>;
  readonly onSession: Event<CoapSession>;
  readonly onMessage: Event<TappedMessage>;
}
