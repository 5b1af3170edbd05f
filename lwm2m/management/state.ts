import type { TransportKind } from "../coap/channel.js";
import type { PeerIdentity } from "../dtls/identity.js";
import type { Lwm2mVersion } from "./device.js";

/** Everything that survives a restart, as plain JSON: names and numbers, no secrets, no values. */
export interface ServerStateData {
  /** Raised with every change that an older program would misunderstand. */
  readonly version: 1;
  readonly devices: readonly DeviceStateData[];
}

export interface DeviceStateData {
  readonly endpoint: string;
  /** The PSK identity, if that is what it has proved. */
  readonly pskIdentity?: string;
  /** What else it has proved; neither without DTLS. */
  readonly identity?: PeerIdentity;
  readonly transport: TransportKind;
  readonly host: string;
  readonly port: number;
  readonly lastSeen: number;
  /** Paths that are observed. */
  readonly observations: readonly string[];
  /** Undefined once it has expired or deregistered. */
  readonly registration?: RegistrationStateData;
}

export interface RegistrationStateData {
  readonly location: string;
  readonly lwm2mVersion: Lwm2mVersion;
  readonly lifetime: number;
  /** Milliseconds that were left of the lifetime; undefined for one without end. */
  readonly remaining?: number;
  readonly binding?: string;
  readonly isQueueMode: boolean;
  readonly smsNumber?: string;
  readonly rootPath: string;
  readonly contentFormats?: readonly number[];
  readonly registeredAt: number;
  readonly objects: readonly {
    readonly objectId: number;
    readonly version?: string;
    readonly instances: readonly number[];
  }[];
}
