import type { ValueType } from "../../lwm2m/data/value.js";
import type { PathValue } from "./values.js";

/** What carries the messages of a device: datagrams or a stream, and whether it is secured. */
export type TransportName = "udp" | "dtls" | "tcp" | "tls";

/** How a device's channel is protected. */
export type SecurityInfo =
  | { readonly kind: "none" }
  | {
      readonly kind: "psk" | "rpk" | "x509";
      /** The PSK identity, the common name of the certificate, or which raw public key it is. */
      readonly identity: string;
      /** Undefined while there is no session, after a restart. */
      readonly suite?: string;
    };

/** A device that has registered, or one that we have connected to. */
export interface DeviceSummary {
  /** The same as long as the endpoint and its identity are, also after a restart. */
  readonly id: string;
  readonly kind: "registered" | "direct";
  /** The endpoint client name, or the address of a direct connection. */
  readonly name: string;
  readonly status: DeviceStatus;
  readonly address: string;
  readonly transport: TransportName;
  readonly security: SecurityInfo;
  /** The enabler version of the registration: `1.0`, `1.1`, `1.2`. */
  readonly lwm2mVersion?: string;
  readonly binding?: string;
  /** Seconds. */
  readonly lifetime?: number;
  readonly registeredAt?: number;
  /** When the last message came, in milliseconds since 1970. */
  readonly lastSeen: number;
  /** What is odd about it, in sentences for the user: an endpoint that is not the identity, an unknown version. */
  readonly warnings: readonly string[];
  /** True for a device that this engine simulates. */
  readonly isSimulated: boolean;
}

export type DeviceStatus =
  | "online"
  /** Known from before a restart of the engine, or just being connected to, and not heard of since. */
  | "not seen yet"
  /** Its lifetime has passed. */
  | "expired"
  | "disconnected";

/** What a device has, as far as it has said or answered, in the words of the definitions. */
export interface DeviceTree {
  readonly deviceId: string;
  /** Ascending by ID. */
  readonly objects: readonly ObjectNode[];
  /** Resources of a CoAP server that are not LwM2M's, from `/.well-known/core`. */
  readonly plainResources: readonly PlainResourceNode[];
  /** What is observed, or was until the device refused it; absent for nothing. */
  readonly observations?: readonly ObservationInfo[];
}

/** An observation on a device. */
export interface ObservationInfo {
  readonly path: string;
  /** "pending" until the device can be asked (again); "refused" once it has said no or ended it. */
  readonly state: "active" | "pending" | "refused";
  /** Why it is not active, in a sentence. */
  readonly problem?: string;
}

export interface ObjectNode {
  readonly path: string;
  readonly objectId: number;
  /** The version that the device has. */
  readonly version: string;
  /** Undefined if no definition is known. */
  readonly definition?: {
    readonly name: string;
    readonly version: string;
    readonly urn: string;
    readonly isMultiple: boolean;
    readonly description?: string;
    /** The file that it comes from; undefined for OMA's registry. */
    readonly uri?: string;
  };
  /** A sentence when the definition is not that of the device's version, or there is none. */
  readonly warning?: string;
  readonly instances: readonly ObjectInstanceNode[];
}

export interface ObjectInstanceNode {
  readonly path: string;
  readonly objectInstanceId: number;
  readonly isObserved: boolean;
  /** True once a read or a discovery has told which resources there are; until then they are the definition's. */
  readonly isExplored: boolean;
  readonly resources: readonly ResourceNode[];
}

export interface ResourceNode {
  readonly path: string;
  readonly resourceId: number;
  /** Undefined if no definition is known. */
  readonly definition?: ResourceFacts;
  /** Undefined until it is read, and for what cannot be read. */
  readonly value?: PathValue;
  /** Of a multiple resource, ascending by ID. */
  readonly instances: readonly { readonly path: string; readonly id: number; readonly value?: PathValue }[];
  readonly isObserved: boolean;
}

/** What a definition says of a resource. */
export interface ResourceFacts {
  readonly name: string;
  /** `R`, `W`, `RW`, `E`, or empty. */
  readonly operations: string;
  /** Undefined for an executable resource. */
  readonly type?: ValueType;
  readonly isMultiple: boolean;
  readonly isMandatory: boolean;
  readonly range: string;
  readonly units: string;
  readonly description?: string;
}

/** A resource of a CoAP server (RFC 6690). */
export interface PlainResourceNode {
  readonly path: string;
  readonly title?: string;
  /** The attributes as they are written, without title. */
  readonly attributes: readonly { readonly name: string; readonly value?: string }[];
  readonly value?: PathValue;
  readonly isObserved: boolean;
}
