import type { TransportName } from "./devices.js";
import type { PayloadInfo } from "./operations.js";
import type { PathValue, PayloadProblemInfo } from "./values.js";

/** What the Messages view shows, numbered in the order in which it happened. */
export type LogRecord = MessageRecord | AttemptRecord | EventRecord;

interface Common {
  /** Ascending; starts anew with the engine. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly peer: string;
  readonly transport: TransportName;
  /** The device that it belongs to, if that is known. */
  readonly deviceId?: string;
  readonly deviceName?: string;
}

/** A CoAP message. */
export interface MessageRecord extends Common {
  readonly kind: "message";
  readonly direction: "in" | "out";
  /** One line: `GET /3/0 Accept tlv`, `2.05 Content, 87 bytes`. */
  readonly summary: string;
  readonly remark?: "retransmission" | "duplicate" | "unexpected";
  /** Undefined if the bytes are no CoAP message; then `problem` says why. */
  readonly message?: {
    /** Messages over TCP and TLS have neither type nor message ID. */
    readonly type?: "CON" | "NON" | "ACK" | "RST";
    readonly code: string;
    readonly messageId?: number;
    /** Hexadecimal digits. */
    readonly token: string;
    readonly options: readonly { readonly name: string; readonly value: string }[];
  };
  readonly problem?: string;
  readonly payload?: PayloadInfo & {
    readonly values: readonly PathValue[];
    readonly problems: readonly PayloadProblemInfo[];
    /** The payload as text, where it is text. */
    readonly text?: string;
  };
  /** The whole message as hexadecimal digits, up to 4096 bytes. */
  readonly hex: string;
}

/** A device that could not connect: a handshake that failed, a registration that was refused. */
export interface AttemptRecord extends Common {
  readonly kind: "attempt";
  readonly what: "handshake" | "registration";
  /** A few words: `Unknown identity "thermostat-1"`. */
  readonly summary: string;
  /** What happened and what to do next, in sentences for the user. */
  readonly explanation: string;
  /** What the tool can do about it. */
  readonly remedy?: { readonly kind: "add credential"; readonly identity: string };
  /** What was observed, one line each: identity, suites offered, step reached. */
  readonly details: readonly { readonly name: string; readonly value: string }[];
}

/** Something that went well and is worth a line: a handshake that completed, a registration, a lifetime that passed. */
export interface EventRecord extends Common {
  readonly kind: "event";
  readonly summary: string;
  readonly details: readonly { readonly name: string; readonly value: string }[];
}
