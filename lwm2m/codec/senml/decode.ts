import { isResourcePath, isWithin, parsePath, pathKind, printPath, type ParsedPath } from "../../data/path.js";
import type { ValueType } from "../../data/value.js";
import { quote } from "../../base/quote.js";
import type { CodecContext, Decoded } from "../codec.js";
import { createFindings, reportReading, type Findings } from "../findings.js";
import { describeItem, type Item, type ReadItem } from "../item.js";
import { numberOf, valueOfItem } from "../itemValue.js";
import { placeValue, type Conversion } from "../place.js";
import { resolveRecords, type SenmlForm, type SenmlRecord, type ValueField } from "./records.js";

/** The field in which a value of a type stands (LwM2M TS 1.2 §7.4.5). */
export const fieldOfType: Readonly<Record<ValueType, ValueField>> = {
  String: "vs",
  Integer: "v",
  "Unsigned Integer": "v",
  Float: "v",
  Boolean: "vb",
  Opaque: "vd",
  Time: "v",
  Objlnk: "vlo",
  Corelnk: "vs",
};

/** A value and the field in which it stands. */
export type FieldValue = NonNullable<SenmlRecord["value"]>;

/** How a form of SenML is read. */
export interface SenmlReading extends SenmlForm {
  readonly read: (payload: Uint8Array) => ReadItem;
  /** The value of a record with bytes as bytes, however the form writes them, and what is wrong with how it does. */
  readonly dataOf: (value: FieldValue, type: ValueType | undefined) => FieldValue & { readonly problem?: string };
  /** True where null is the value of what shall be removed (RFC 8790 §3.2). */
  readonly allowsNull: boolean;
  /** True if a record without a name is about the path of the request. */
  readonly allowsNoName: boolean;
  /** What the form calls a field, for problems. */
  readonly nameOf: (field: ValueField) => string;
}

/** Decodes a SenML pack into the values of LwM2M. */
export function decodeSenml(payload: Uint8Array, ctx: CodecContext, reading: SenmlReading): Decoded {
  const findings = createFindings();
  const read = reading.read(payload);
  reportReading(findings, payload, read);
  if (read.item === undefined) return findings.decoded();
  const form: SenmlForm = { fieldOf: reading.fieldOf, pathOf: (record) => pathOfRecord(record, ctx).path };
  const records = resolveRecords(read.item, form, findings.problem, ctx.receivedAt);
  // A record without a value names a place, but where the payload is cut its value is what is missing.
  const isLastCut = read.isCut && records.at(-1)?.value === undefined;
  for (const record of isLastCut ? records.slice(0, -1) : records) decodeRecord(record, ctx, reading, findings);
  return findings.decoded();
}

function decodeRecord(record: SenmlRecord, ctx: CodecContext, reading: SenmlReading, findings: Findings): void {
  const { offset, name, time, value } = record;
  const { path, problem, note } = pathOfRecord(record, ctx);
  if (note !== undefined) findings.problem(offset, note, path);
  const found = (): string => (value === undefined ? "" : ` Its value is ${describeItem(value.item)}.`);
  if (path === undefined) {
    findings.problem(offset, problem + found());
    return;
  }
  if (name === "" && !reading.allowsNoName) {
    findings.problem(offset, `The record has no name; that of the request is taken, ${printPath(path)}.`);
  }
  if (!isWithin(path, ctx.basePath)) {
    const base = printPath(ctx.basePath);
    findings.problem(offset, `The record is about ${printPath(path)}, which is not at or below ${base}.`, path);
  }
  if (value === undefined) {
    findings.empty(path);
    return;
  }
  if (value.item.kind === "null" && value.field === "v" && reading.allowsNull) {
    findings.removed(path);
    return;
  }
  if (!isResourcePath(path)) {
    findings.problem(offset, `${printPath(path)} names no resource, but ${aKind(path)}.${found()}`, path);
    return;
  }
  const place = { path, offset: value.item.offset, ...(time === undefined ? {} : { time }) };
  placeValue(findings, ctx, place, (type) => {
    const { problem: dataProblem, ...data } = reading.dataOf(value, type);
    if (dataProblem !== undefined) findings.problem(place.offset, dataProblem, path);
    return convert(data, type, reading);
  });
}

function aKind(path: Parameters<typeof pathKind>[0]): string {
  const kind = pathKind(path);
  return kind === "root" ? "the root" : `an ${kind}`;
}

/** The path that a record is about. Where a value would be nowhere, the name is taken as it was probably meant. */
function pathOfRecord({ name, meantName, value }: SenmlRecord, ctx: CodecContext): ParsedPath & { note?: string } {
  const whole = pathOfName(name, ctx);
  const isPlace = whole.path !== undefined && (isResourcePath(whole.path) || value === undefined);
  const meant = isPlace || meantName === undefined ? undefined : pathOfName(meantName, ctx).path;
  if (meant === undefined || meantName === undefined || !isResourcePath(meant)) return whole;
  const why = meantName.length > name.length ? "lacks a slash" : "repeats its base name";
  return { path: meant, note: `The name ${quote(name)} ${why}; ${quote(meantName)} is assumed.` };
}

/**
 * The path that a name means. Names are whole paths; one without a slash at its start that is not below the path of the
 * request is taken as relative to it.
 */
function pathOfName(name: string, { basePath, prefix }: CodecContext): ParsedPath {
  if (name === "") return { path: basePath };
  const inner = prefix === undefined ? name : withoutPrefix(name, prefix);
  const whole = parsePath(inner);
  if (inner.startsWith("/")) return whole;
  if (whole.path !== undefined && isWithin(whole.path, basePath)) return whole;
  const relative = parsePath(`${printPath(basePath)}/${inner}`);
  return relative.path === undefined ? whole : relative;
}

function withoutPrefix(name: string, prefix: string): string {
  const bare = name.replace(/^\//u, "");
  return bare.startsWith(`${prefix}/`) ? bare.slice(prefix.length) : name;
}

/** What kind of item each field holds. */
const kindsOfField: Readonly<Record<ValueField, { readonly kinds: readonly Item["kind"][]; readonly words: string }>> =
  {
    v: { kinds: ["integer", "float"], words: "a number" },
    vs: { kinds: ["text"], words: "a text" },
    vb: { kinds: ["boolean"], words: "true or false" },
    vd: { kinds: ["bytes"], words: "bytes" },
    vlo: { kinds: ["text"], words: "an object link" },
  };

function convert({ item, field }: FieldValue, type: ValueType | undefined, { nameOf }: SenmlReading): Conversion {
  const conversion = valueOfItem(item, type ?? (field === "vlo" ? "Objlnk" : undefined));
  const expected = type === undefined ? field : fieldOfType[type];
  const { kinds, words } = kindsOfField[expected];
  const isThere = field === expected && (kinds.includes(item.kind) || (field === "v" && numberOf(item) !== undefined));
  if (conversion.mismatch !== undefined || isThere) return conversion;
  const found = `${describeItem(item)} in "${nameOf(field)}"`;
  return { ...conversion, mismatch: { expected: `${words} in "${nameOf(expected)}"`, found } };
}
