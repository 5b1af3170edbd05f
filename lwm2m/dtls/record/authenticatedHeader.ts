import { concatBytes } from "../../base/bytes.js";
import type { RecordHeader } from "../wire/record.js";
import { uint } from "../wire/write.js";

/** Stands where a record without a connection ID has its number, so that neither can be taken for the other. */
const placeholder = new Uint8Array(8).fill(0xff);

/** Epoch and sequence number, which never come together again under one key (RFC 6347 §4.1). */
export function counterOf({ epoch, sequence }: RecordHeader): Uint8Array {
  return concatBytes(uint(epoch, 2), uint(sequence, 6));
}

/**
 * What is authenticated besides the content, of which `length` bytes are: epoch, number, type, version and length (RFC
 * 5246 §6.2.3.1, §6.2.3.3, RFC 6347 §4.1.2.1, RFC 7366 §3); a connection ID and its length too, if there is one (RFC
 * 9146 §5).
 */
export function authenticatedHeader(header: RecordHeader, length: number): Uint8Array {
  const { type, version, connectionId, isDraft = false } = header;
  const counter = counterOf(header);
  if (connectionId === undefined) return concatBytes(counter, uint(type, 1), uint(version, 2), uint(length, 2));
  if (isDraft) {
    // draft-ietf-tls-dtls-connection-id-05 §5.3, which mbedTLS 2.28 speaks too.
    const end = [connectionId, uint(connectionId.length, 1), uint(length, 2)];
    return concatBytes(counter, uint(type, 1), uint(version, 2), ...end);
  }
  const start = [placeholder, uint(type, 1), uint(connectionId.length, 1)];
  return concatBytes(...start, uint(type, 1), uint(version, 2), counter, connectionId, uint(length, 2));
}
