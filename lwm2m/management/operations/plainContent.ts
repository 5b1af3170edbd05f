import { toHex, toUtf8 } from "../../base/bytes.js";
import { readCbor } from "../../codec/cbor.js";
import type { PayloadProblem } from "../../codec/codec.js";
import { contentFormatById, type ContentFormatName } from "../../codec/contentFormats.js";
import { createFindings, reportReading } from "../../codec/findings.js";
import type { Item, ReadItem } from "../../codec/item.js";
import { valueOfItem } from "../../codec/itemValue.js";
import { readJson } from "../../codec/json.js";
import { resolveRecords, senmlFields } from "../../codec/senml/records.js";
import type { Value } from "../../data/value.js";
import type { KnownValue, RawPayload } from "../results.js";

/** What the payload of a resource that is not LwM2M's came to. */
export interface PlainContent {
  readonly values: readonly KnownValue[];
  readonly problems: readonly PayloadProblem[];
}

interface Found {
  readonly name: string;
  readonly value: Value;
  readonly time?: number;
}

type Reader = (
  bytes: Uint8Array,
  receivedAt: number,
) => { found: readonly Found[]; problems: readonly PayloadProblem[] };

/** Formats that hold more than text or bytes. */
const readers: Partial<Readonly<Record<ContentFormatName, Reader>>> = {
  cbor: (bytes) => {
    const { item, problems } = readCbor(bytes);
    return { found: item === undefined ? [] : [{ name: "", value: valueOf(item) }], problems };
  },
  "senml-json": (bytes, receivedAt) => readPack(bytes, readJson(bytes), receivedAt),
  "senml-cbor": (bytes, receivedAt) => readPack(bytes, readCbor(bytes), receivedAt),
};

/**
 * Reads the payload of a plain resource by its content format. A pack of SenML has a value for each of its names, below
 * the path; everything else is one value, as text if it is text and else as bytes.
 */
export function decodePlain(path: string, { contentFormat, bytes }: RawPayload, receivedAt: number): PlainContent {
  const format = contentFormat === undefined ? undefined : contentFormatById(contentFormat)?.name;
  const read = format && readers[format]?.(bytes, receivedAt);
  const { found, problems } = read ?? { found: [], problems: [] };
  const isRaw = found.length === 0 && (bytes.length > 0 || read === undefined);
  const all = isRaw ? [{ name: "", value: rawValue(bytes, format) }] : found;
  const values = all.map(({ name, ...one }: Found): KnownValue => ({ path: below(path, name), ...one, receivedAt }));
  return { values, problems };
}

function rawValue(bytes: Uint8Array, format: ContentFormatName | undefined): Value {
  const text = format === "opaque" ? undefined : toUtf8(bytes);
  return text === undefined ? { type: "Opaque", value: bytes } : { type: "String", value: text };
}

function below(path: string, name: string): string {
  if (name === "" || name === path) return path;
  return name.startsWith("/") ? name : `${path === "/" ? "" : path}/${name}`;
}

/** The records of a SenML pack (RFC 8428), with the names that the device gives them. */
function readPack(payload: Uint8Array, read: ReadItem, receivedAt: number): ReturnType<Reader> {
  const findings = createFindings();
  reportReading(findings, payload, read);
  const records = read.item === undefined ? [] : resolveRecords(read.item, { fieldOf }, findings.problem, receivedAt);
  const found = records.flatMap(({ name, time, value }) =>
    value === undefined ? [] : [{ name, value: valueOf(value.item), ...(time === undefined ? {} : { time }) }],
  );
  return { found, problems: findings.decoded().problems };
}

/** Keys are names in JSON and labels in CBOR. */
function fieldOf(key: Item): { readonly field?: (typeof senmlFields)[number]["name"] } {
  const known =
    "value" in key ? senmlFields.find(({ name, label }) => name === key.value || label === key.value) : undefined;
  return known === undefined ? {} : { field: known.name };
}

/** An item as a value; what is none, such as a map, as text. */
function valueOf(item: Item): Value {
  return valueOfItem(item, undefined).value ?? { type: "String", value: printItem(item) };
}

/** An item in diagnostic notation (RFC 8949 §8). */
function printItem(item: Item): string {
  switch (item.kind) {
    case "integer":
    case "float":
    case "boolean":
      return String(item.value);
    case "text":
      return JSON.stringify(item.value);
    case "bytes":
      return `h'${toHex(item.value)}'`;
    case "null":
      return "null";
    case "simple":
      return `simple(${item.value})`;
    case "array":
      return `[${item.items.map(printItem).join(", ")}]`;
    case "map":
      return `{${item.pairs.map(({ key, value }) => `${printItem(key)}: ${printItem(value)}`).join(", ")}}`;
  }
}
