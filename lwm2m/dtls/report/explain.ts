import type { Address } from "../../base/datagram.js";
import type { HandshakeReport } from "../handshakeReport.js";

/** Everything that an explanation may tell. Holds no secret. */
export interface HandshakeFacts extends Omit<HandshakeReport, "startedAt" | "duration" | "explanation"> {
  readonly local: Address;
  /** What happened, as a sentence about the peer; empty if the outcome says it all. */
  readonly problem: string;
  /** Bytes of our key. */
  readonly keyLength: number | undefined;
  /** How the peer's key seems to have been made from ours. */
  readonly keyMistake: string | undefined;
}

/** What happened and what to do next. */
export function explain({ outcome, problem }: HandshakeFacts): string {
  return `${outcome}: ${problem}`;
}
