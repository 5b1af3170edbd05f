import type { ValueType } from "../../lwm2m/data/value.js";

/** A value at its place, for showing. */
export interface PathValue {
  /** `/3/0/7`, `/3/0/7/1`, or a plain CoAP path. */
  readonly path: string;
  readonly type: ValueType;
  /** As a person reads and writes it, without the unit; Opaque as hexadecimal digits. */
  readonly text: string;
  /** Integers beyond 2^53 and bytes as text. */
  readonly json: string | number | boolean;
  /** When the device took it, in milliseconds since 1970, if it said so. */
  readonly time?: number;
  /** When it came here, in milliseconds since 1970. */
  readonly receivedAt: number;
  /** True if no definition told the type. */
  readonly isGuess?: true;
}

/** A part of a payload that could not be understood. */
export interface PayloadProblemInfo {
  readonly offset: number;
  readonly message: string;
  readonly path?: string;
}
