import { printWireLink } from "../data/objectLink.js";
import type { Value } from "../data/value.js";
import { readCbor } from "./cbor.js";
import { createCborWriter, type CborWriter } from "./cborWriter.js";
import type { Codec } from "./codec.js";
import { createFindings, reportReading } from "./findings.js";
import { valueOfItem } from "./itemValue.js";
import { placeValue } from "./place.js";
import { singleEntry, singlePlace } from "./single.js";

/** `application/cbor`: one value as one CBOR item (LwM2M TS 1.2 §7.4.4). */
export const cborCodec: Codec = {
  decode: (payload, ctx) => {
    const findings = createFindings();
    const read = readCbor(payload);
    reportReading(findings, payload, read);
    const path = singlePlace(findings, ctx, payload);
    const { item } = read;
    if (path === undefined || item === undefined) return findings.decoded();
    placeValue(findings, ctx, { path, offset: item.offset }, (type) => valueOfItem(item, type));
    return findings.decoded();
  },
  encode: (entries, _, empty) => {
    const { value, problem } = singleEntry(entries, empty);
    if (value === undefined) return { problem };
    const writer = createCborWriter();
    writeValue(writer, value);
    return { payload: writer.finish() };
  },
};

/** A value as CBOR has it (LwM2M TS 1.2 Appendix C); Time without a tag, which every client reads. */
export function writeValue(writer: CborWriter, value: Value): void {
  switch (value.type) {
    case "String":
    case "Corelnk":
      writer.text(value.value);
      return;
    case "Integer":
    case "Unsigned Integer":
    case "Time":
      writer.integer(value.value);
      return;
    case "Float":
      writer.float(value.value);
      return;
    case "Boolean":
      writer.boolean(value.value);
      return;
    case "Opaque":
      writer.bytes(value.value);
      return;
    case "Objlnk":
      writer.text(printWireLink(value.value));
  }
}
