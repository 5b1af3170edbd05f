import { usualConnectionIdLength } from "../limits.js";
import { parseRecords, type DtlsRecord } from "../wire/record.js";

/** The records of a datagram between endpoints that give connection IDs of the usual length. */
export function recordsIn(datagram: Uint8Array): readonly DtlsRecord[] {
  return parseRecords(datagram, usualConnectionIdLength);
}
