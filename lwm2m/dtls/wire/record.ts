import { concatBytes } from "../../base/bytes.js";
import { contentTypes, isContentType } from "../tables/contentTypes.js";
import { ByteReader } from "./byteReader.js";
import { uint, vector } from "./write.js";

/** What stands before a fragment, except its length (RFC 6347 §4.1). */
export interface RecordHeader {
  readonly type: number;
  readonly version: number;
  readonly epoch: number;
  /** 48 bits, which a number holds exactly. */
  readonly sequence: number;
  /** Present in records of the type for connection IDs, and never empty (RFC 9146 §4). */
  readonly connectionId?: Uint8Array;
  /** True if the record is authenticated as drafts did it before RFC 9146. */
  readonly isDraft?: boolean;
}

/** A record as it is on the wire; in epoch 0 the fragment is plain, later it is encrypted. */
export interface DtlsRecord extends RecordHeader {
  readonly fragment: Uint8Array;
}

export const recordHeaderLength = 13;

/** No sequence number is above this, and none is used twice in an epoch (RFC 6347 §4.1). */
export const lastSequence = 2 ** 48 - 1;

/** What an encrypted fragment may have at most (RFC 5246 §6.2.3). */
const longestFragment = 2 ** 14 + 2048;

/**
 * The records of a datagram (RFC 6347 §4.1.1). What is no record ends the list, because then nobody knows where the
 * next one begins; what was before it counts. Only who gives connection IDs knows how long they are; who gives none,
 * knows no such records.
 */
export function parseRecords(datagram: Uint8Array, connectionIdLength = 0): readonly DtlsRecord[] {
  const reader = new ByteReader(datagram);
  const records: DtlsRecord[] = [];
  while (!reader.isAtEnd) {
    const type = reader.uint(1);
    const version = reader.uint(2);
    const epoch = reader.uint(2);
    const sequence = reader.uint(6);
    const hasConnectionId = type === contentTypes.ConnectionId;
    if (hasConnectionId && connectionIdLength === 0) break;
    const connectionId = reader.bytes(hasConnectionId ? connectionIdLength : 0);
    const fragment = reader.vector(2);
    if (reader.isBroken || !isContentType(type) || version >> 8 !== 0xfe || fragment.length > longestFragment) break;
    records.push({ type, version, epoch, sequence, fragment, ...(hasConnectionId && { connectionId }) });
  }
  return records;
}

/** A copy that does not keep the datagram that the record came in. */
export function detached(record: DtlsRecord): DtlsRecord {
  const { connectionId, fragment } = record;
  return {
    ...record,
    ...(connectionId !== undefined && { connectionId: Uint8Array.from(connectionId) }),
    fragment: Uint8Array.from(fragment),
  };
}

/** Writes a record. */
export function printRecord({ type, version, epoch, sequence, connectionId, fragment }: DtlsRecord): Uint8Array {
  const header = [uint(type, 1), uint(version, 2), uint(epoch, 2), uint(sequence, 6)];
  return concatBytes(...header, ...(connectionId === undefined ? [] : [connectionId]), vector(2, fragment));
}
