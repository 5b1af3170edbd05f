import type { Clock } from "../../base/clock.js";
import type { Emitter } from "../../base/event.js";
import type { Logger } from "../../base/logger.js";
import type { Random } from "../../base/random.js";
import type { CoapLimits } from "../limits.js";
import type { DerivedTimes, TransmissionParameters } from "../parameters.js";
import type { RequestHandler, TappedMessage } from "../session.js";
import type { Shelf } from "./shelf.js";
import type { TokenSource } from "./tokens.js";

/** What all sessions of an endpoint share. */
export interface CoapContext {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly handler: RequestHandler;
  readonly parameters: TransmissionParameters;
  readonly times: DerivedTimes;
  readonly limits: CoapLimits;
  /** Critical options that the handler minds. */
  readonly understood: ReadonlySet<number>;
  readonly tap: Emitter<TappedMessage>;
  readonly tokens: TokenSource;
  /** What was answered to messages that may come again. */
  readonly answers: Shelf;
  /** Bodies that are on their way in blocks. */
  readonly bodies: Shelf;
}
