/** What an ID of TLV names, by the two upper bits of the type byte (LwM2M TS 1.2 §7.4.3). */
export const tlvKinds = ["object instance", "resource instance", "multiple resource", "resource"] as const;

export type TlvKind = (typeof tlvKinds)[number];

/** One record: an ID and its bytes, which are records again for an object instance and a multiple resource. */
export interface TlvRecord {
  readonly offset: number;
  readonly kind: TlvKind;
  readonly id: number;
  /** Where the value is in the payload. */
  readonly start: number;
  readonly end: number;
  /** How many bytes the record says that its value has, if there are fewer. */
  readonly missingFrom?: number;
}

export type ReadTlv =
  | { readonly record: TlvRecord; readonly problem?: undefined }
  | { readonly record?: undefined; readonly problem: string };

/** Reads the record at `offset`, which ends at `limit` at the latest. */
export function readRecord(payload: Uint8Array, offset: number, limit: number): ReadTlv {
  const type = payload[offset] ?? 0;
  const kind = tlvKinds[type >> 6] ?? "resource";
  const idWidth = (type & 0x20) === 0 ? 1 : 2;
  const lengthWidth = (type >> 3) & 3;
  const start = offset + 1 + idWidth + lengthWidth;
  if (start > limit) return { problem: `The payload ends inside the type, ID and length of a TLV record.` };
  const id = readNumber(payload, offset + 1, idWidth);
  const length = lengthWidth === 0 ? type & 7 : readNumber(payload, offset + 1 + idWidth, lengthWidth);
  const end = Math.min(start + length, limit);
  return { record: { offset, kind, id, start, end, ...(start + length > limit ? { missingFrom: length } : {}) } };
}

function readNumber(payload: Uint8Array, offset: number, width: number): number {
  return payload.subarray(offset, offset + width).reduce((value, byte) => value * 256 + byte, 0);
}
