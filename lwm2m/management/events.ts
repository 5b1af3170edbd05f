import type { Address } from "../base/datagram.js";
import type { TransportKind } from "../coap/channel.js";
import type { PayloadProblem } from "../codec/codec.js";
import type { PeerIdentity } from "../dtls/identity.js";
import type { Device } from "./device.js";
import type { KnownValue, RawPayload } from "./results.js";

/** Why a registration request was turned down. */
export const refusalCauses = [
  /** No endpoint, a lifetime that is no number, a body of which nothing could be read. */
  "bad request",
  /** An enabler version that this server does not speak. */
  "unsupported version",
  /** The endpoint has a registration under another identity. */
  "endpoint held by another identity",
  /** The endpoint is not the identity, and this server was told to insist on it. */
  "endpoint is not the identity",
  /** An Update or a De-register at a location that does not exist (any more). */
  "unknown location",
  /** An Update or a De-register at a location of somebody else. */
  "location of another identity",
  /** More devices than this server keeps. */
  "too many devices",
  /** It asks for a bootstrap, which this server does not do. */
  "bootstrap request",
] as const;

export type RefusalCause = (typeof refusalCauses)[number];

/** A registration request that was turned down, with everything that helps to say why. */
export interface RefusedRegistration {
  readonly kind: "refused registration";
  readonly peer: Address;
  readonly transport: TransportKind;
  /** The byte of the response code. */
  readonly code: number;
  readonly cause: RefusalCause;
  /** The endpoint that it asked for, or that has the location. */
  readonly endpoint?: string;
  readonly identity?: PeerIdentity;
  /** Who holds the endpoint or the location, where that is the cause; undefined for a device without DTLS. */
  readonly holder?: PeerIdentity;
  /** A few words. */
  readonly summary: string;
  /** What happened, in sentences for the user. */
  readonly explanation: string;
  /** What to do next, in sentences for the user. */
  readonly remedy: string;
}

/** What has changed with an Update (LwM2M TS 1.2 §6.2.2). */
export type UpdatedPart = "lifetime" | "binding" | "sms number" | "objects" | "address";

/** Everything that the LwM2M Server tells. Events come in the order of what happened. */
export type ManagementEvent =
  | {
      readonly kind: "registered";
      readonly device: Device;
      /** True if it held a registration until now, as after a reboot. */
      readonly isAgain: boolean;
    }
  | { readonly kind: "updated"; readonly device: Device; readonly changed: readonly UpdatedPart[] }
  | { readonly kind: "deregistered"; readonly device: Device }
  | { readonly kind: "expired"; readonly device: Device }
  /** A direct connection stands, or a device that was away is heard again. */
  | { readonly kind: "connected"; readonly device: Device }
  | { readonly kind: "disconnected"; readonly device: Device; readonly reason: string }
  /** The device is dropped: forgotten by the user, or to make room. */
  | { readonly kind: "removed"; readonly device: Device }
  /** A message came, so that `lastSeen` is new. */
  | { readonly kind: "seen"; readonly device: Device }
  | {
      readonly kind: "values";
      readonly device: Device;
      readonly cause: "read" | "write" | "notification" | "send";
      /** The path that was asked for or is observed; `/` for a Send. */
      readonly path: string;
      readonly values: readonly KnownValue[];
      readonly problems: readonly PayloadProblem[];
      readonly payload: RawPayload;
    }
  /** There are other objects, instances, resources or links than before. */
  | { readonly kind: "tree changed"; readonly device: Device }
  | { readonly kind: "observation changed"; readonly device: Device; readonly path: string }
  | RefusedRegistration
  /** A notification that belongs to no observation of its sender's channel; it was rejected. */
  | {
      readonly kind: "unexpected notification";
      readonly peer: Address;
      readonly transport: TransportKind;
      /** The device of the channel, or else the one whose observation has that token. */
      readonly device?: Device;
      readonly token: Uint8Array;
      readonly explanation: string;
    };
