import { fromUtf8 } from "../base/bytes.js";
import type { ValueType } from "../data/value.js";
import { base64Of, bytesOfBase64 } from "../base/base64.js";
import type { Codec } from "./codec.js";
import { describeItem, type Item, type ItemPair, type ReadItem } from "./item.js";
import { readJson } from "./json.js";
import { decodeSenml, fieldOfType, type FieldValue, type SenmlReading } from "./senml/decode.js";
import { jsonRecordsOf, jsonText } from "./senml/jsonText.js";
import type { RecordToWrite } from "./senml/encode.js";
import { unknownKey, type SenmlField, type ValueField } from "./senml/records.js";

/**
 * The JSON of LwM2M 1.0 (LwM2M TS 1.0 §6.4.4), which later versions replace by SenML: an object with the base fields and
 * an array `e` of the rest. It is an early form of SenML, and read as such.
 */
export const lwm2mJsonCodec: Codec = {
  decode: (payload, ctx) => decodeSenml(payload, ctx, reading),
  encode: (entries, ctx, empty = []) => {
    const { records, problem } = jsonRecordsOf(entries, ctx, { empty });
    if (records === undefined) return { problem };
    const [first] = records;
    const fields = [
      ...(first?.bn === undefined ? [] : [`"bn":${JSON.stringify(first.bn)}`]),
      ...(first?.bt === undefined ? [] : [`"bt":${first.bt}`]),
      `"e":[${records.map(printRecord).join(",")}]`,
    ];
    return { payload: fromUtf8(`{${fields.join(",")}}`) };
  },
};

/** What this form calls the fields of SenML. */
const names: Readonly<Record<ValueField, string>> = { v: "v", vs: "sv", vb: "bv", vd: "sv", vlo: "ov" };

const fields: Readonly<Record<string, SenmlField>> = {
  bn: "bn",
  bt: "bt",
  n: "n",
  t: "t",
  v: "v",
  sv: "vs",
  bv: "vb",
  ov: "vlo",
};

const reading: SenmlReading = {
  read: (payload) => packOf(readJson(payload)),
  fieldOf: (key) => {
    if (key.kind !== "text") return { problem: `The name of a field is a text; found ${describeItem(key)}.` };
    const field = Object.hasOwn(fields, key.value) ? fields[key.value] : undefined;
    return field === undefined ? unknownKey(key.value) : { field };
  },
  dataOf,
  nameOf: (field) => names[field],
  allowsNull: false,
  allowsNoName: true,
};

/** The object as a SenML pack: a record of the base fields before those of `e`. */
function packOf(read: ReadItem): ReadItem {
  const { item, problems } = read;
  if (item === undefined) return read;
  const pairs = item.kind === "map" ? item.pairs : [];
  const [elements, another] = pairs.filter(isElements).map(({ value }) => value);
  const { offset } = item;
  if (elements?.kind === "array") {
    const base: Item = { offset, kind: "map", pairs: pairs.filter((pair) => !isElements(pair)) };
    const items = elements.items.length === 0 ? [] : [base, ...elements.items];
    const twice = another && { offset: another.offset, message: `"e" is there twice; the first one counts.` };
    return {
      ...read,
      item: { offset, kind: "array", items },
      problems: twice === undefined ? problems : [...problems, twice],
    };
  }
  const message = `A payload in this format is an object with an array "e"; found ${describeItem(item)}.`;
  return { ...read, item: { offset, kind: "array", items: [] }, problems: [...problems, { offset, message }] };
}

function isElements({ key }: ItemPair): boolean {
  return key.kind === "text" && key.value === "e";
}

/** Opaque is Base64 in `sv`, which is also what a String is in. */
function dataOf({ field, item }: FieldValue, type: ValueType | undefined): FieldValue {
  const value = type === "Opaque" && field === "vs" && item.kind === "text" ? bytesOfBase64(item.value) : undefined;
  return value === undefined ? { field, item } : { field: "vd", item: { offset: item.offset, kind: "bytes", value } };
}

function printRecord({ n, t, value }: RecordToWrite): string {
  const printed = [
    ...(n === undefined ? [] : [`"n":${JSON.stringify(n)}`]),
    ...(t === undefined ? [] : [`"t":${t}`]),
    ...(value === undefined || value === null
      ? []
      : [`"${names[fieldOfType[value.type]]}":${jsonText(value, base64Of)}`]),
  ];
  return `{${printed.join(",")}}`;
}
