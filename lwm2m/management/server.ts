import type { Channel } from "../coap/channel.js";
import type { Clock } from "../base/clock.js";
import type { Disposable } from "../base/disposal.js";
import type { Event } from "../base/event.js";
import type { Logger } from "../base/logger.js";
import type { Random } from "../base/random.js";
import type { CoapEndpoint } from "../coap/endpoint.js";
import type { CoapSession, RequestHandler } from "../coap/session.js";
import type { Definitions } from "../data/definitions.js";
import type { Device } from "./device.js";
import type { ManagementEvent } from "./events.js";
import type { OperationResult } from "./results.js";
import type { ServerStateData } from "./state.js";

/**
 * What to do about a device whose endpoint client name is not its PSK identity: refuse it, take it with a warning, or
 * take it.
 */
export type EndpointCheck = "strict" | "warn" | "off";

/** What strangers may make us keep. */
export interface ManagementLimits {
  /** Devices, those that have expired or deregistered included; these go first. */
  readonly devices: number;
  /** Bytes of the body of a Register, an Update or a Send. */
  readonly body: number;
  /** Objects and object instances of one device. */
  readonly instances: number;
  /** Values that are known of one device. */
  readonly values: number;
  /** Observations of one device. */
  readonly observations: number;
}

/** What an LwM2M Server is made from. */
export interface Lwm2mServerSetup {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** Asked anew with each payload, so that an edited definition counts at once. */
  readonly definitions: Definitions;
  /** "warn" unless told. */
  readonly endpointCheck?: EndpointCheck;
  /** What `exportState` of an earlier run gave, read back from JSON. What makes no sense of it is left out. */
  readonly state?: unknown;
  readonly limits?: Partial<ManagementLimits>;
}

/** A direct connection, and what its server said about its resources. */
export interface DirectConnection {
  readonly device: Device;
  /** The answer to `GET /.well-known/core`; without a sensible one the device is there, but has no tree yet. */
  readonly discovery: OperationResult;
  /** False if nothing has come from there: then nobody may be there, or somebody who speaks another protocol. */
  readonly hasAnswered: boolean;
}

/**
 * The LwM2M Server: who has registered, what is known of them, and every operation on them. It opens no socket:
 *
 *     const server = createLwm2mServer(setup);
 *     const endpoint = createEndpoint({ clock, random, logger, handler: server.handler });
 *     server.attach(endpoint);
 */
export interface Lwm2mServer extends Disposable {
  /** Answers what devices ask; to be given to the CoAP endpoint. */
  readonly handler: RequestHandler;
  /** Follows the sessions and messages of an endpoint, until that is disposed of. There may be several one after another. */
  readonly attach: (endpoint: CoapEndpoint) => Disposable;
  /** Every device by its ID. */
  readonly devices: ReadonlyMap<string, Device>;
  /** The device that a channel belongs to, as far as that is known. */
  readonly deviceOf: (channel: Channel) => Device | undefined;
  /**
   * Makes a device of a CoAP server that we have opened a session to, and asks what it has, for so many milliseconds at
   * most. The same `name` is the same device again. It is online with the first message that comes from it.
   */
  readonly connectDevice: (
    session: CoapSession,
    options: { readonly name: string; readonly timeout?: number },
  ) => Promise<DirectConnection>;
  /** Drops a device with its observations, and closes a direct connection. False if there is none of that ID. */
  readonly forget: (deviceId: string) => boolean;
  readonly onEvent: Event<ManagementEvent>;
  /** Everything worth keeping over a restart, as plain JSON. Holds no secret. */
  readonly exportState: () => ServerStateData;
}
