import type { PayloadProblem } from "../codec/codec.js";
import type { Value } from "../data/value.js";

/** A value as it is known of a device. Its path is text, so that resources of plain CoAP servers have one too. */
export interface KnownValue {
  /** `/3/0/7`, `/3/0/7/1`, or a plain CoAP path such as `/time`. */
  readonly path: string;
  readonly value: Value;
  /** When the device took it, in milliseconds since 1970, if it said so. */
  readonly time?: number;
  /** When it came here, in milliseconds since 1970. */
  readonly receivedAt: number;
  /** True if no definition told the type. */
  readonly isGuess?: true;
}

/** A payload as it was on the wire. */
export interface RawPayload {
  /** Undefined if the message has no Content-Format. */
  readonly contentFormat?: number;
  readonly bytes: Uint8Array;
}

/** A link that a device has sent (RFC 6690), with its attributes as they are written. */
export interface DeviceLink {
  readonly path: string;
  readonly attributes: readonly { readonly name: string; readonly value?: string }[];
}

/** The device did what it was asked. */
export interface OperationSuccess {
  readonly kind: "success";
  /** The byte of the response code: 0x45 is 2.05. */
  readonly code: number;
  readonly milliseconds: number;
  /** What a read or an observation brought; empty for other operations. */
  readonly values: readonly KnownValue[];
  /** Object instances and multiple resources that the device named and that hold nothing. */
  readonly empty: readonly string[];
  readonly problems: readonly PayloadProblem[];
  readonly payload?: RawPayload;
  /** Links of a discovery. */
  readonly links?: readonly DeviceLink[];
  /** The path of what a create has made. */
  readonly location?: string;
  /** What is worth knowing about how it went, in sentences for the user: a retry, a format that was not asked for. */
  readonly notes: readonly string[];
}

/** The device said no. */
export interface OperationRefusal {
  readonly kind: "refused";
  readonly code: number;
  readonly milliseconds: number;
  /** What it probably means and what to do, in sentences for the user. */
  readonly explanation: string;
  /** What the device wrote about it (RFC 7252 §5.5.2). */
  readonly diagnostic?: string;
}

/** Why there is no answer, or nothing was asked. */
export const failureCauses = [
  /** The device is not connected. */
  "no session",
  /** No acknowledgment came. */
  "not acknowledged",
  /** The request was acknowledged, and then no response came. */
  "no response",
  "reset",
  "closed",
  "canceled",
  /** A block-wise transfer broke off. */
  "broken",
  /** Nothing was sent, as what was asked for makes no sense: a wrong path, a value that is none of its type. */
  "invalid request",
  /** The device answered, but does not observe. */
  "not observed",
] as const;

export type FailureCause = (typeof failureCauses)[number];

/** No answer, or none that fits. */
export interface OperationFailure {
  readonly kind: "failed";
  readonly cause: FailureCause;
  /** What happened and what to do next, in sentences for the user. */
  readonly explanation: string;
}

/** What became of an operation on a device. None of it is an error of this program. */
export type OperationResult = OperationSuccess | OperationRefusal | OperationFailure;
