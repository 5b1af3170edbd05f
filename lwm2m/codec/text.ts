import { fromUtf8, toUtf8 } from "../base/bytes.js";
import { parseWireLink, printWireLink } from "../data/objectLink.js";
import type { Value, ValueType } from "../data/value.js";
import { parseValueText, printValue } from "../data/valueText.js";
import { quote } from "../base/quote.js";
import { base64Of, bytesOfBase64, bytesOfBase64Url } from "../base/base64.js";
import type { Codec } from "./codec.js";
import { createFindings } from "./findings.js";
import { describeBytes } from "./item.js";
import { placeValue, type Conversion } from "./place.js";
import { singleEntry, singlePlace } from "./single.js";

/** `text/plain`: one value as text (LwM2M TS 1.2 Appendix C), Opaque in Base64. */
export const textCodec: Codec = {
  decode: (payload, ctx) => {
    const findings = createFindings();
    const path = singlePlace(findings, ctx, payload);
    if (path === undefined) return findings.decoded();
    placeValue(findings, ctx, { path, offset: 0 }, (type) => valueOfText(payload, type));
    return findings.decoded();
  },
  encode: (entries, _, empty) => {
    const { value, problem } = singleEntry(entries, empty);
    return value === undefined ? { problem } : { payload: fromUtf8(textOf(value)) };
  },
};

const expectations: Readonly<Record<ValueType, string>> = {
  String: "a text in UTF-8",
  Integer: "a whole number",
  "Unsigned Integer": "a whole number that is not negative",
  Float: "a decimal number",
  Boolean: "0 or 1",
  Opaque: "bytes in Base64",
  Time: "the seconds since 1970",
  Objlnk: "an object link, such as 3303:0",
  Corelnk: "a link, such as </3/0>",
};

function valueOfText(payload: Uint8Array, type: ValueType | undefined): Conversion {
  const text = toUtf8(payload);
  if (text === undefined) {
    const value: Value = { type: "Opaque", value: payload };
    const expected = type === undefined ? "a text in UTF-8" : expectations[type];
    return { value, mismatch: { expected, found: describeBytes(payload) } };
  }
  if (type === undefined) return { value: guess(text) };
  const exact = typed(text, type);
  if (exact !== undefined) return { value: exact };
  const mismatch = { expected: expectations[type], found: found(text) };
  return { value: meant(text, type) ?? guess(text), mismatch };
}

/** The text in words; of a zero byte at its end nothing would be seen. */
function found(text: string): string {
  if (text === "") return "nothing";
  return text.endsWith("\0") ? `${quote(text.slice(0, -1))} with a zero byte behind it` : quote(text);
}

/**
 * What people and devices write besides, and leaves no doubt: `true`, a date, `3303/0`, `+5`, `5.0` for an integer, the
 * Base64 of URLs, the zero byte at the end of strings in C.
 */
function meant(text: string, type: ValueType): Value | undefined {
  const bare = text.endsWith("\0") ? text.slice(0, -1) : text;
  if (type === "Opaque") {
    const value = bytesOfBase64Url(bare.trim().replace(/={1,2}$/u, ""));
    return value && { type, value };
  }
  const isWhole = type === "Integer" || type === "Unsigned Integer" || type === "Time";
  const whole = isWhole ? /^([+-]?\d+)\.0*$/u.exec(bare)?.[1] : undefined;
  return parseValueText(whole ?? bare, type).value;
}

/** The forms of the specification only: what people write besides is a mismatch. */
function typed(text: string, type: ValueType): Value | undefined {
  switch (type) {
    case "String":
    case "Corelnk":
      return { type, value: text };
    case "Integer":
    case "Unsigned Integer":
    case "Time":
      return /^-?\d+$/u.test(text) ? parseValueText(text, type).value : undefined;
    case "Float":
      return /^\s|\s$/u.test(text) ? undefined : parseValueText(text, type).value;
    case "Boolean":
      return text === "0" || text === "1" ? { type, value: text === "1" } : undefined;
    case "Opaque": {
      const value = bytesOfBase64(text);
      return value && { type, value };
    }
    case "Objlnk": {
      const value = parseWireLink(text);
      return value && { type, value };
    }
  }
}

/** A number where that loses nothing of the text, `5` but not `05` or `1.0`; else the text. */
function guess(text: string): Value {
  for (const type of /^-?\d/u.test(text) ? (["Integer", "Float"] as const) : []) {
    const { value } = parseValueText(text, type);
    if (value !== undefined && printValue(value) === text) return value;
  }
  return { type: "String", value: text };
}

function textOf(value: Value): string {
  switch (value.type) {
    case "Boolean":
      return value.value ? "1" : "0";
    case "Opaque":
      return base64Of(value.value);
    case "Time":
      return String(value.value);
    case "Float":
      return Object.is(value.value, -0) ? "-0" : String(value.value);
    case "Objlnk":
      return printWireLink(value.value);
    default:
      return printValue(value);
  }
}
