import type { Address } from "../base/datagram.js";
import type { TransportKind } from "../coap/channel.js";
import type { RequestOptions } from "../coap/exchange.js";
import type { CoapSession } from "../coap/session.js";
import type { ResourceLookup } from "../data/definitions.js";
import type { ValueType } from "../data/value.js";
import type { PeerIdentity } from "../dtls/identity.js";
import type { DeviceLink, KnownValue, OperationResult } from "./results.js";

/** What a device is to us now. `deviceStates.ts` has the table of what leads from one to the other. */
export const deviceStates = [
  /** There is a channel to it, on which it has been heard. */
  "online",
  /** Its channel is gone; its registration holds until its lifetime has passed. */
  "disconnected",
  /** Known from before a restart, or just being connected to, and not heard of since. */
  "not seen yet",
  /** Its lifetime has passed without an Update. */
  "expired",
  /** It has said goodbye. */
  "deregistered",
] as const;

export type DeviceState = (typeof deviceStates)[number];

/** The versions of the enabler that devices may register with. */
export const lwm2mVersions = ["1.0", "1.1", "1.2"] as const;

export type Lwm2mVersion = (typeof lwm2mVersions)[number];

/** An object as a device has listed it, or as it has turned up in its answers. */
export interface DeviceObject {
  readonly objectId: number;
  /** As the device has told; undefined if it has not, which means the version of the enabler. */
  readonly version?: string;
  /** Ascending. */
  readonly instances: readonly number[];
}

/** What a device has said in its Register and its Updates (LwM2M TS 1.2 §6.2.1, §6.2.2). */
export interface Registration {
  /** The segment behind `/rd/`. */
  readonly location: string;
  readonly lwm2mVersion: Lwm2mVersion;
  /** Seconds; 0 is without end. */
  readonly lifetime: number;
  /** As the device has written it; undefined means `U`. */
  readonly binding?: string;
  /** True for a device that sleeps, by `Q` or by a binding such as `UQ`. */
  readonly isQueueMode: boolean;
  readonly smsNumber?: string;
  /** The alternate path in front of every path, such as `/lwm2m`; empty for none. */
  readonly rootPath: string;
  /** The content formats that it says it knows, by number; undefined if it does not say. */
  readonly contentFormats?: readonly number[];
  readonly registeredAt: number;
  /** When the last Register or Update came. */
  readonly renewedAt: number;
  /** When its lifetime has passed unless an Update comes, after a short grace; undefined for never. */
  readonly expiresAt: number | undefined;
}

/** One observation of ours on a device. It is remembered until it is canceled, whatever the device does. */
export interface DeviceObservation {
  readonly path: string;
  /** "active" once the device has answered; "pending" until it can be asked again; "refused" if it said no. */
  readonly state: "active" | "pending" | "refused";
  /** How many values came, the first answer included. */
  readonly notifications: number;
  readonly lastAt?: number;
  /** Why it is not active, in a sentence. */
  readonly problem?: string;
}

/** What may be told with every operation. */
export interface OperationOptions extends Pick<
  RequestOptions,
  "type" | "timeout" | "blockSize" | "onProgress" | "signal"
> {
  /**
   * The content format to ask for, or to write in, by number; chosen by version and `ct` unless told. "none" asks without
   * Accept.
   */
  readonly contentFormat?: number | "none";
}

/** What is to be written. */
export type WriteInput =
  /** As a person writes it: `21.5`, `true`, hexadecimal digits for Opaque. The type is the definition's unless told. */
  | { readonly kind: "text"; readonly text: string; readonly type?: ValueType }
  /** Bytes as they are, such as a file for an Opaque resource; the format is opaque unless told. */
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  /** Resources by what stands behind the path, such as `5` or `6/0`, each as a person writes it. */
  | { readonly kind: "resources"; readonly values: Readonly<Record<string, string>> };

/**
 * Options of a write: "replace" is PUT; "update" is POST, which leaves what is not named (LwM2M TS 1.2 §6.3.3). "replace"
 * unless told.
 */
export interface WriteOptions extends OperationOptions {
  readonly mode?: "replace" | "update";
}

/**
 * A device: one that has registered, or a CoAP server that we have connected to. What its members tell is what is known
 * now; it lives on when its channel goes. Paths are text: `/3/0/7`, and `/time` for a resource that is not LwM2M's. The
 * promises of operations are never rejected.
 */
export interface Device {
  /** The same as long as the endpoint and its identity are, also after a restart. */
  readonly id: string;
  readonly kind: "registered" | "direct";
  /** The endpoint client name, or the address of a direct connection. */
  readonly name: string;
  /** Who it has proved to be; undefined without DTLS. */
  readonly identity: PeerIdentity | undefined;
  readonly state: DeviceState;
  readonly transport: TransportKind;
  /** Where it was last. */
  readonly address: Address;
  /** The way to it while it is online; to a direct one also before it has answered. */
  readonly session: CoapSession | undefined;
  /** Undefined for a direct connection. */
  readonly registration: Registration | undefined;
  /** When the last message came, in milliseconds since 1970. */
  readonly lastSeen: number;
  /** What is odd about it, in sentences for the user. */
  readonly warnings: readonly string[];
  /** Ascending by ID. */
  readonly objects: readonly DeviceObject[];
  /** Resources of a CoAP server that are not LwM2M's. */
  readonly plainResources: readonly DeviceLink[];
  readonly observations: readonly DeviceObservation[];
  /** The last value of each path, in the order of their coming. */
  readonly values: ReadonlyMap<string, KnownValue>;
  /** True once an answer has told what is below the path: a read of it, or a discovery. */
  readonly isExplored: (path: string) => boolean;
  /** Resources of the object instance at the path that have turned up in answers and discoveries, ascending. */
  readonly resourcesOf: (path: string) => readonly number[];
  /** The version of an object: what the device has told, or else what its release of the enabler implies. */
  readonly versionOf: (objectId: number) => string;
  /** The definitions of the versions that this device has. */
  readonly lookUp: ResourceLookup;

  readonly read: (path: string, options?: OperationOptions) => Promise<OperationResult>;
  readonly write: (path: string, input: WriteInput, options?: WriteOptions) => Promise<OperationResult>;
  /** `arguments` as on the wire: `0='U',1` (LwM2M TS 1.2 §6.3.5). */
  readonly execute: (path: string, args?: string, options?: OperationOptions) => Promise<OperationResult>;
  /** Creates an instance below an object; the device chooses the ID unless told (LwM2M TS 1.2 §6.3.6). */
  readonly create: (
    path: string,
    content: { readonly objectInstanceId?: number; readonly values: Readonly<Record<string, string>> },
    options?: OperationOptions,
  ) => Promise<OperationResult>;
  readonly delete: (path: string, options?: OperationOptions) => Promise<OperationResult>;
  /** Of `/` on a direct connection it asks for `/.well-known/core`. */
  readonly discover: (path: string, options?: OperationOptions) => Promise<OperationResult>;
  /** Observes; remembered, and renewed whenever the device comes back, until it is canceled. */
  readonly observe: (path: string, options?: OperationOptions) => Promise<OperationResult>;
  /** Cancels actively, with Observe 1 (LwM2M TS 1.2 §6.4.4); of a device that is away it is only forgotten. */
  readonly cancelObservation: (path: string, options?: OperationOptions) => Promise<OperationResult>;
}
