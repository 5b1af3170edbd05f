import { concatBytes } from "../../base/bytes.js";
import { ByteReader } from "./byteReader.js";
import { undecodable, type Parsed } from "./parsed.js";
import { uint, vector } from "./write.js";

/** NewSessionTicket (RFC 5077 §3.3). */
export interface NewSessionTicket {
  /** Seconds for which the server means to take it; 0 if it does not say. */
  readonly lifetime: number;
  /** Empty if the server has changed its mind. */
  readonly ticket: Uint8Array;
}

/** Reads a NewSessionTicket. */
export function parseNewSessionTicket(body: Uint8Array): Parsed<NewSessionTicket> {
  const reader = new ByteReader(body);
  const lifetime = reader.uint(2) * 0x1_00_00 + reader.uint(2);
  const ticket = Uint8Array.from(reader.vector(2));
  return reader.isComplete ? { value: { lifetime, ticket } } : undecodable("NewSessionTicket");
}

/** Writes a NewSessionTicket. */
export function printNewSessionTicket({ lifetime, ticket }: NewSessionTicket): Uint8Array {
  return concatBytes(uint(Math.floor(lifetime / 0x1_00_00), 2), uint(lifetime % 0x1_00_00, 2), vector(2, ticket));
}
