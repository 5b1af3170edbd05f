import { concatBytes } from "../../base/bytes.js";
import { isContentType, contentTypes } from "../tables/contentTypes.js";
import { ByteReader } from "../wire/byteReader.js";
import { vector } from "../wire/write.js";

const none = new Uint8Array();

/** The connection IDs of both directions; one that is empty is not written into records (RFC 9146 §3). */
export interface ConnectionIds {
  /** Stands in the records of the peer. */
  readonly ours: Uint8Array;
  /** Stands in our records. */
  readonly theirs: Uint8Array;
  /** True if records are authenticated as drafts did it before RFC 9146. */
  readonly isDraft?: boolean;
}

export const noConnectionIds: ConnectionIds = { ours: none, theirs: none };

/** Writes the content of the extension. */
export function printConnectionId(id: Uint8Array): Uint8Array {
  return vector(1, id);
}

/** Reads the content of the extension, which may be empty inside; undefined if it is damaged. */
export function parseConnectionId(data: Uint8Array): Uint8Array | undefined {
  const reader = new ByteReader(data);
  const id = Uint8Array.from(reader.vector(1));
  return reader.isComplete ? id : undefined;
}

/** What is encrypted in a record with a connection ID: the content, then its type (RFC 9146 §4). We add no padding. */
export function printInnerPlaintext(type: number, content: Uint8Array): Uint8Array {
  return concatBytes(content, Uint8Array.of(type));
}

/** Takes zeros off the end, and then the type; undefined if there is no type or it is none. */
export function parseInnerPlaintext(
  plaintext: Uint8Array,
): { readonly type: number; readonly content: Uint8Array } | undefined {
  const end = plaintext.findLastIndex((byte) => byte !== 0);
  const type = plaintext[end];
  if (type === undefined || !isContentType(type) || type === contentTypes.ConnectionId) return undefined;
  return { type, content: plaintext.subarray(0, end) };
}
