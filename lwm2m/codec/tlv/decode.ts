import { counted } from "../../base/words.js";
import {
  isObjectPath,
  isResourcePath,
  maximumId,
  pathIds,
  pathOf,
  printPath,
  type ObjectPath,
  type ResourcePath,
} from "../../data/path.js";
import type { ValueType } from "../../data/value.js";
import { valueOfBytes } from "../binaryValue.js";
import type { CodecContext, Decoded } from "../codec.js";
import { createFindings, type Findings } from "../findings.js";
import { describeBytes, maximumItems } from "../item.js";
import { placeValue, type Conversion } from "../place.js";
import { tooMany } from "../reading.js";
import { readRecord, type TlvKind, type TlvRecord } from "./records.js";

interface Decoding {
  readonly payload: Uint8Array;
  readonly ctx: CodecContext;
  readonly findings: Findings;
  /** The places that have a value. */
  readonly known: Set<string>;
  count: number;
}

/**
 * Decodes TLV. The records of a payload are those below the path of the request: object instances for an object,
 * resources for an object instance or a resource, where also an unneeded wrapper or a missing one is understood.
 */
export function decodeTlv(payload: Uint8Array, ctx: CodecContext): Decoded {
  const findings = createFindings();
  const { basePath } = ctx;
  if (isObjectPath(basePath)) {
    readAll({ payload, ctx, findings, known: new Set(), count: 0 }, 0, payload.length, basePath, false);
  } else if (payload.length > 0) {
    findings.problem(0, `TLV holds no object IDs, so that it means nothing at /; found ${describeBytes(payload)}.`);
  }
  return findings.decoded();
}

/** Reads the records between two offsets, which are in the payload itself or nested in the record of `parent`. */
function readAll(decoding: Decoding, start: number, end: number, parent: ObjectPath, isNested: boolean): void {
  for (let offset = start; offset < end;) {
    const { record, problem } = readRecord(decoding.payload, offset, end);
    if (record === undefined) {
      decoding.findings.problem(
        offset,
        `${problem} Found ${describeBytes(decoding.payload.subarray(offset, end))}.`,
        parent,
      );
      return;
    }
    if (++decoding.count > maximumItems) {
      decoding.findings.problem(offset, tooMany());
      return;
    }
    place(decoding, record, parent, isNested);
    offset = record.end;
  }
}

function place(decoding: Decoding, record: TlvRecord, parent: ObjectPath, isNested: boolean): void {
  const { findings } = decoding;
  const path = pathOfRecord(decoding, record, parent, isNested);
  if (path === undefined) {
    const { words } = kinds[record.kind];
    const bytes = describeBytes(decoding.payload.subarray(record.start, record.end));
    const message = `A record of ${words} (ID ${String(record.id)}) does not belong into ${printPath(parent)}; its value is ${bytes}.`;
    findings.problem(record.offset, message, parent);
    return;
  }
  if (record.id > maximumId) findings.problem(record.offset, `${String(record.id)} is reserved and no ID.`, path);
  if (record.missingFrom !== undefined) {
    const left = counted(record.end - record.start, "byte");
    const message = `The record of ${printPath(path)} says that it has ${counted(record.missingFrom, "byte")}, but there is room for only ${left}.`;
    findings.problem(record.offset, message, path);
  }
  if (record.kind === "object instance" || record.kind === "multiple resource") {
    if (record.start === record.end) findings.empty(path);
    readAll(decoding, record.start, record.end, path, true);
  } else if (isResourcePath(path)) {
    readValue(decoding, record, path);
  }
}

/** How many IDs lead to what a record is about, and what it is about in words. */
const kinds: Readonly<Record<TlvKind, { readonly level: number; readonly words: string }>> = {
  "object instance": { level: 2, words: "an object instance" },
  resource: { level: 3, words: "a resource" },
  "multiple resource": { level: 3, words: "a multiple resource" },
  "resource instance": { level: 4, words: "a resource instance" },
};

/** What a record in `parent` is about; undefined if such a record does not belong there. */
function pathOfRecord(
  { findings }: Decoding,
  { kind, id, offset }: TlvRecord,
  parent: ObjectPath,
  isNested: boolean,
): ObjectPath | undefined {
  const { level } = kinds[kind];
  const ids = pathIds(parent);
  if (ids.length >= level) {
    // Only in the payload itself a record may repeat what the path of the request has named.
    if (isNested) return undefined;
    const path = { ...pathOf(...ids.slice(0, level - 1), id), objectId: parent.objectId };
    const requested = pathOf(...ids.slice(0, level));
    if (ids[level - 1] !== id) {
      findings.problem(offset, `The record is about ${printPath(path)}, not ${printPath(requested)}.`, path);
    }
    return path;
  }
  if (ids.length === level - 1) return { ...pathOf(...ids, id), objectId: parent.objectId };
  if (level !== 3) return undefined;
  const message = `${printPath(parent)} has resources without an object instance around them; instance 0 is assumed.`;
  findings.problem(offset, message, parent);
  return { objectId: parent.objectId, objectInstanceId: 0, resourceId: id };
}

function readValue({ payload, ctx, findings, known }: Decoding, record: TlvRecord, path: ResourcePath): void {
  const place = printPath(path);
  if (known.has(place)) findings.problem(record.offset, `${place} is there twice.`, path);
  known.add(place);
  const bytes = payload.slice(record.start, record.end);
  const isCut = record.missingFrom !== undefined;
  placeValue(findings, ctx, { path, offset: record.offset }, (type) =>
    isCut ? cut(bytes, type) : valueOfBytes(bytes, type),
  );
}

/** What there is of a value whose end is missing: text as far as it goes, else the bytes. */
function cut(bytes: Uint8Array, type: ValueType | undefined): Conversion {
  const isText = type === undefined || type === "String" || type === "Corelnk";
  const { value } = isText ? valueOfBytes(bytes, type) : { value: undefined };
  return { value: value?.type === "String" || value?.type === "Corelnk" ? value : { type: "Opaque", value: bytes } };
}
