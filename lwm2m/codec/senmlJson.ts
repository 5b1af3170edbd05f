import { fromUtf8 } from "../base/bytes.js";
import { base64UrlOf, bytesOfBase64, bytesOfBase64Url } from "../base/base64.js";
import type { Value } from "../data/value.js";
import type { Codec } from "./codec.js";
import { describeItem, type Item } from "./item.js";
import { readJson } from "./json.js";
import { decodeSenml, fieldOfType, type FieldValue, type SenmlReading } from "./senml/decode.js";
import { jsonRecordsOf, jsonText } from "./senml/jsonText.js";
import type { RecordToWrite } from "./senml/encode.js";
import { senmlFields, unknownKey } from "./senml/records.js";

/** SenML in JSON (RFC 8428 §5). */
export const senmlJsonCodec: Codec = senmlJson({ allowsNull: false });

/** SenML in JSON with the records of FETCH and iPATCH (RFC 8790). */
export const senmlEtchJsonCodec: Codec = senmlJson({ allowsNull: true });

function senmlJson({ allowsNull }: { readonly allowsNull: boolean }): Codec {
  const reading: SenmlReading = {
    read: readJson,
    fieldOf,
    dataOf,
    nameOf: (field) => field,
    allowsNull,
    allowsNoName: false,
  };
  return {
    decode: (payload, ctx) => decodeSenml(payload, ctx, reading),
    encode: (entries, ctx, empty = [], removed = []) => {
      const { records, problem } = jsonRecordsOf(entries, ctx, { empty, removed });
      if (records === undefined) return { problem };
      return { payload: fromUtf8(`[${records.map(printRecord).join(",")}]`) };
    },
  };
}

function fieldOf(key: Item): ReturnType<SenmlReading["fieldOf"]> {
  if (key.kind !== "text") return { problem: `The name of a field is a text; found ${describeItem(key)}.` };
  const field = senmlFields.find(({ name }) => name === key.value)?.name;
  return field === undefined ? unknownKey(key.value) : { field };
}

/** The bytes behind Base64 for URLs, which many write as plain Base64 or with padding. */
function dataOf({ field, item }: FieldValue): ReturnType<SenmlReading["dataOf"]> {
  if (field !== "vd" || item.kind !== "text") return { field, item };
  const bytes = (value: Uint8Array): FieldValue => ({ field, item: { offset: item.offset, kind: "bytes", value } });
  const exact = bytesOfBase64Url(item.value);
  if (exact !== undefined) return bytes(exact);
  const meant = bytesOfBase64(item.value) ?? bytesOfBase64Url(item.value.replace(/={1,2}$/u, ""));
  if (meant === undefined) return { field, item };
  return { ...bytes(meant), problem: `"vd" is Base64 with - and _ and without padding; this has +, / or =.` };
}

function printRecord({ bn, bt, n, t, value }: RecordToWrite): string {
  const fields = [
    bn === undefined ? "" : `"bn":${JSON.stringify(bn)}`,
    bt === undefined ? "" : `"bt":${String(bt)}`,
    n === undefined ? "" : `"n":${JSON.stringify(n)}`,
    t === undefined ? "" : `"t":${String(t)}`,
    value === undefined ? "" : printField(value),
  ];
  return `{${fields.filter((field) => field !== "").join(",")}}`;
}

function printField(value: Value | null): string {
  return value === null ? `"v":null` : `"${fieldOfType[value.type]}":${jsonText(value, base64UrlOf)}`;
}
