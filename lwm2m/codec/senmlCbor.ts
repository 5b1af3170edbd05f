import { readCbor } from "./cbor.js";
import { createCborWriter, type CborWriter } from "./cborWriter.js";
import { writeValue } from "./cborValue.js";
import type { Codec } from "./codec.js";
import { describeItem, type Item } from "./item.js";
import { decodeSenml, fieldOfType, type SenmlReading } from "./senml/decode.js";
import { recordsOf, type RecordToWrite } from "./senml/encode.js";
import { senmlFields, unknownKey, type SenmlField } from "./senml/records.js";

/** SenML in CBOR (RFC 8428 §6). */
export const senmlCborCodec: Codec = senmlCbor({ allowsNull: false });

/** SenML in CBOR with the records of FETCH and iPATCH (RFC 8790). */
export const senmlEtchCborCodec: Codec = senmlCbor({ allowsNull: true });

function senmlCbor({ allowsNull }: { readonly allowsNull: boolean }): Codec {
  const reading: SenmlReading = {
    read: readCbor,
    fieldOf,
    dataOf: (value) => value,
    nameOf: (field) => field,
    allowsNull,
    allowsNoName: false,
  };
  return {
    decode: (payload, ctx) => decodeSenml(payload, ctx, reading),
    encode: (entries, ctx, empty = [], removed = []) => {
      const { records, problem } = recordsOf(entries, ctx, { empty, removed });
      if (records === undefined) return { problem };
      const writer = createCborWriter();
      writer.array(records.length);
      for (const record of records) writeRecord(writer, record);
      return { payload: writer.finish() };
    },
  };
}

const fieldsByLabel: ReadonlyMap<number | string, SenmlField> = new Map(
  senmlFields.map(({ label, name }) => [label, name]),
);
const labels: ReadonlyMap<string, number | string> = new Map(senmlFields.map(({ label, name }) => [name, label]));

/** Labels are numbers; only `vlo`, which came later, is a text (LwM2M TS 1.2 §7.4.6). */
function fieldOf(key: Item): ReturnType<SenmlReading["fieldOf"]> {
  if (key.kind !== "integer" && key.kind !== "text")
    return { problem: `A label is a number or a text; found ${describeItem(key)}.` };
  const field = typeof key.value === "bigint" ? undefined : fieldsByLabel.get(key.value);
  if (field !== undefined) return { field };
  if (key.kind === "integer") return {};
  const meant = senmlFields.find(({ name }) => name === key.value);
  if (meant === undefined) return unknownKey(key.value);
  return {
    field: meant.name,
    problem: `In CBOR the label of "${meant.name}" is the number ${String(meant.label)}, not the text.`,
  };
}

function writeRecord(writer: CborWriter, { bn, bt, n, t, value }: RecordToWrite): void {
  writer.map([bn, bt, n, t, value].filter((field) => field !== undefined).length);
  if (bn !== undefined) writeText(writer, "bn", bn);
  if (bt !== undefined) writeTime(writer, "bt", bt);
  if (n !== undefined) writeText(writer, "n", n);
  if (t !== undefined) writeTime(writer, "t", t);
  if (value === undefined) return;
  writeLabel(writer, value === null ? "v" : fieldOfType[value.type]);
  if (value === null) writer.null();
  else writeValue(writer, value);
}

function writeLabel(writer: CborWriter, field: SenmlField): void {
  const label = labels.get(field) ?? field;
  if (typeof label === "number") writer.integer(label);
  else writer.text(label);
}

function writeText(writer: CborWriter, field: SenmlField, text: string): void {
  writeLabel(writer, field);
  writer.text(text);
}

function writeTime(writer: CborWriter, field: SenmlField, seconds: number): void {
  writeLabel(writer, field);
  if (Number.isSafeInteger(seconds)) writer.integer(seconds);
  else writer.float(seconds);
}
