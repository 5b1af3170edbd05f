import type { Event } from "../../lwm2m/base/event.js";
import type { EngineMethod, EngineNotification, EngineNotifications, EngineParams, EngineResult } from "../protocol.js";

/** A notification with its name, as it goes to every client. */
export type AnyNotification = {
  readonly [N in EngineNotification]: { readonly name: N; readonly params: EngineNotifications[N] };
}[EngineNotification];

/** The requests that are about devices; the others are between a client and its connection. */
export type CoreMethod = Exclude<EngineMethod, "engine/initialize">;

/** Who asks: what a client has told of definitions goes with it. Different for each connection. */
export type ClientId = number;

/** Answers a request whose parameters are checked. */
export type Handler<M extends CoreMethod> = (
  params: EngineParams<M>,
  client: ClientId,
) => EngineResult<M> | Promise<EngineResult<M>>;

/** What the engine does with devices, without knowing how its clients reach it. */
export interface EngineCore {
  /** A handler rejects, or throws, an `EngineError`. */
  readonly handlers: { readonly [M in CoreMethod]: Handler<M> };
  readonly onNotification: Event<AnyNotification>;
  /** Forgets what belongs to a client that is gone. */
  readonly clientGone: (client: ClientId) => void;
  /** Ends everything, and writes what must survive. */
  readonly stop: () => Promise<void>;
}
