import type { Entry } from "../../data/entry.js";
import { printWireLink } from "../../data/objectLink.js";
import type { Value } from "../../data/value.js";
import { printValue } from "../../data/valueText.js";

/** Says so if JSON has no form for a value: it has no infinite numbers, and none that is not a number. */
export function notInJson(entries: readonly Entry[]): string | undefined {
  const wrong = entries.find(({ value }) => value.type === "Float" && !Number.isFinite(value.value));
  return wrong && `JSON has no ${printValue(wrong.value)}; choose CBOR or TLV.`;
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
