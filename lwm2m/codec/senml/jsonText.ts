import type { Entry } from "../../data/entry.js";
import { printWireLink } from "../../data/objectLink.js";
import type { Value } from "../../data/value.js";
import { printValue } from "../../data/valueText.js";
import type { CodecContext } from "../codec.js";
import { recordsOf, type BarePaths, type RecordsToWrite } from "./encode.js";

/** The records for these values, unless JSON has no form for one: no infinite number, and none that is not a number. */
export function jsonRecordsOf(entries: readonly Entry[], ctx: CodecContext, bare: BarePaths): RecordsToWrite {
  const wrong = entries.find(({ value }) => value.type === "Float" && !Number.isFinite(value.value));
  if (wrong !== undefined) return { problem: `JSON has no ${printValue(wrong.value)}; choose CBOR or TLV.` };
  return recordsOf(entries, ctx, bare);
}

/** A value as JSON, bytes as the text that `base64` makes of them. */
export function jsonText(value: Value, base64: (bytes: Uint8Array) => string): string {
  switch (value.type) {
    case "String":
    case "Corelnk":
      return JSON.stringify(value.value);
    case "Float":
      return Object.is(value.value, -0) ? "-0.0" : String(value.value);
    case "Opaque":
      return `"${base64(value.value)}"`;
    case "Objlnk":
      return `"${printWireLink(value.value)}"`;
    default:
      return String(value.value);
  }
}
