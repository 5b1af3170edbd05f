import { quote } from "../../base/quote.js";
import type { Path } from "../../data/path.js";
import { describeItem, type Item, type ItemPair, type ItemProblem } from "../item.js";
import { numberOf } from "../itemValue.js";
import { note } from "../reading.js";
import { sumOf } from "./sum.js";

/** The fields of a SenML record (RFC 8428 §4, LwM2M TS 1.2 §7.4.5 for `vlo`) with their labels in CBOR. */
export const senmlFields = [
  { name: "bver", label: -1 },
  { name: "bn", label: -2 },
  { name: "bt", label: -3 },
  { name: "bu", label: -4 },
  { name: "bv", label: -5 },
  { name: "bs", label: -6 },
  { name: "n", label: 0 },
  { name: "u", label: 1 },
  { name: "v", label: 2 },
  { name: "vs", label: 3 },
  { name: "vb", label: 4 },
  { name: "s", label: 5 },
  { name: "t", label: 6 },
  { name: "ut", label: 7 },
  { name: "vd", label: 8 },
  { name: "vlo", label: "vlo" },
] as const;

export type SenmlField = (typeof senmlFields)[number]["name"];

/** The fields that hold a value, in the order in which they are looked for. */
export const valueFields = ["v", "vs", "vb", "vd", "vlo"] as const;

export type ValueField = (typeof valueFields)[number];

/** A record whose base fields have been worked in (RFC 8428 §4.6). */
export interface SenmlRecord {
  readonly offset: number;
  readonly name: string;
  /**
   * What is probably meant where the name is no path: with a slash between base name and name, where neither has one there
   * and both are; the name without the base name, where it starts with a slash of its own.
   */
  readonly meantName?: string;
  /** When the value was taken, in milliseconds since 1970. */
  readonly time?: number;
  /** Undefined in a record that only names a place. */
  readonly value?: { readonly field: ValueField; readonly item: Item };
}

/** What differs between the forms of SenML. */
export interface SenmlForm {
  /** The field that a key of a record names, or the sentence that says what is wrong with the key. */
  readonly fieldOf: (key: Item) => { readonly field?: SenmlField; readonly problem?: string };
  /** The path that a record is about, for its problems. */
  readonly pathOf?: (record: SenmlRecord) => Path | undefined;
}

type Report = (offset: number, message: string, path?: Path) => void;

/** Times below are relative to now (RFC 8428 §4.5.3). */
const firstAbsoluteTime = 2 ** 28;

/** The farthest time that JavaScript's dates reach. */
const maximumTime = 8.64e15;

/** The version of SenML that RFC 8428 defines; records of a later one mean something else. */
const knownVersion = 10;

/** No path comes near, not even with the prefix of a gateway. */
const longestName = 500;

interface Base {
  name: string;
  time: number | undefined;
  value: Item | undefined;
}

/** Resolves the records of a pack. `receivedAt` is what relative times are relative to; without it they are left out. */
export function resolveRecords(
  pack: Item,
  form: SenmlForm,
  report: Report,
  receivedAt: number | undefined,
): readonly SenmlRecord[] {
  if (pack.kind !== "array") report(pack.offset, `A SenML pack is an array of records; found ${describeItem(pack)}.`);
  const items = pack.kind === "array" ? pack.items : pack.kind === "map" ? [pack] : [];
  const base: Base = { name: "", time: undefined, value: undefined };
  const records: SenmlRecord[] = [];
  for (const [index, item] of items.entries()) {
    if (item.kind !== "map") {
      report(item.offset, `A SenML record is a map; found ${describeItem(item)}.`);
      continue;
    }
    // What a record is about shows only once all of it has been read.
    const problems: ItemProblem[] = [];
    const ctx: RecordContext = {
      base,
      isLast: index === items.length - 1,
      receivedAt,
      report: (offset, message) => {
        note({ problems }, offset, message);
      },
    };
    const record = resolveRecord(item.offset, readFields(item.pairs, form, ctx.report), ctx);
    if (record !== undefined) records.push(record);
    const path = problems.length === 0 || record === undefined ? undefined : form.pathOf?.(record);
    for (const { offset, message } of problems) report(offset, message, path);
  }
  return records;
}

interface RecordContext {
  /** Changed by the base fields of the record. */
  readonly base: Base;
  readonly isLast: boolean;
  readonly receivedAt: number | undefined;
  readonly report: Report;
}

/** What the fields of a record come to; undefined if it only sets base fields, or its name is none. */
function resolveRecord(
  offset: number,
  fields: Fields,
  { base, isLast, receivedAt, report }: RecordContext,
): SenmlRecord | undefined {
  takeBase(base, fields, report);
  const value = valueOf(fields, base, report);
  const name = textOf(fields, "n", report);
  if (name === undefined && value === undefined && !isLast) return undefined;
  if (base.name.length + (name?.length ?? 0) > longestName) {
    report(offset, `The name of the record is longer than ${String(longestName)} characters.`);
    return undefined;
  }
  const time = timeOf(fields, base, { offset, receivedAt, report });
  return {
    offset,
    name: base.name + (name ?? ""),
    ...meant(base.name, name),
    ...(time === undefined ? {} : { time }),
    ...(value === undefined ? {} : { value }),
  };
}

function meant(base: string, name: string | undefined): Pick<SenmlRecord, "meantName"> {
  if (base === "" || name === undefined || name === "") return {};
  if (name.startsWith("/")) return { meantName: name };
  return base.endsWith("/") ? {} : { meantName: `${base}/${name}` };
}

type Fields = ReadonlyMap<SenmlField, Item>;

function readFields(pairs: readonly ItemPair[], form: SenmlForm, report: Report): Fields {
  const fields = new Map<SenmlField, Item>();
  for (const { key, value } of pairs) {
    const { field, problem } = form.fieldOf(key);
    if (problem !== undefined) report(key.offset, problem);
    if (field === undefined) continue;
    if (fields.has(field)) report(key.offset, `"${field}" is there twice in one record; the first one counts.`);
    else fields.set(field, value);
  }
  return fields;
}

function takeBase(base: Base, fields: Fields, report: Report): void {
  base.name = textOf(fields, "bn", report) ?? base.name;
  base.time = numberIn(fields, "bt", report) ?? base.time;
  const value = fields.get("bv");
  if (value !== undefined && numberIn(fields, "bv", report) !== undefined) base.value = value;
  const version = fields.get("bver");
  if (version !== undefined && !((numberOf(version) ?? Number.NaN) <= knownVersion)) {
    report(
      version.offset,
      `"bver" is a version of SenML up to ${String(knownVersion)}, the one that is known; found ${describeItem(version)}.`,
    );
  }
  const sum = fields.get("s") ?? fields.get("bs");
  if (sum !== undefined) report(sum.offset, "The record has a sum, which LwM2M does not use.");
}

function textOf(fields: Fields, field: SenmlField, report: Report): string | undefined {
  const item = fields.get(field);
  if (item === undefined || item.kind === "text") return item?.value;
  report(item.offset, `"${field}" is a text; found ${describeItem(item)}.`);
  return undefined;
}

function numberIn(fields: Fields, field: SenmlField, report: Report): number | undefined {
  const item = fields.get(field);
  if (item === undefined) return undefined;
  const value = numberOf(item);
  if (value !== undefined && Number.isFinite(value)) return value;
  report(item.offset, `"${field}" is a number; found ${describeItem(item)}.`);
  return undefined;
}

function timeOf(
  fields: Fields,
  base: Base,
  { offset, receivedAt, report }: Pick<RecordContext, "receivedAt" | "report"> & { readonly offset: number },
): number | undefined {
  const own = numberIn(fields, "t", report);
  if (own === undefined && base.time === undefined) return undefined;
  const seconds = (base.time ?? 0) + (own ?? 0);
  const isRelative = seconds < firstAbsoluteTime;
  if (isRelative && receivedAt === undefined) return undefined;
  const time = Math.round(seconds * 1000) + (isRelative ? (receivedAt ?? 0) : 0);
  if (Math.abs(time) <= maximumTime) return time;
  report(fields.get("t")?.offset ?? offset, `${String(seconds)} seconds since 1970 is no time that exists.`);
  return undefined;
}

/** The value of a record, with the base value added (RFC 8428 §4.6). */
function valueOf(fields: Fields, base: Base, report: Report): SenmlRecord["value"] {
  const [field, another] = valueFields.filter((one) => fields.has(one));
  const item = field && fields.get(field);
  if (field === undefined || item === undefined) return undefined;
  if (another !== undefined) {
    report(
      fields.get(another)?.offset ?? 0,
      `The record has two values, "${field}" and "${another}"; the first one counts.`,
    );
  }
  return { field, item: field === "v" && base.value !== undefined ? sumOf(base.value, item) : item };
}

/** A key that no field has; a name that ends in `_` must be understood (RFC 8428 §4.4). */
export function unknownKey(name: string): { readonly problem?: string } {
  return name.endsWith("_")
    ? { problem: `${quote(name)} must be understood to understand the record, but it is not known.` }
    : {};
}
