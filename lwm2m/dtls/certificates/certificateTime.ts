import { toUtf8 } from "../../base/bytes.js";
import { derTags, type DerReader } from "./derReader.js";

/**
 * A time of a certificate in milliseconds since 1970 (RFC 5280 §4.1.2.5): with seconds, in Greenwich, without
 * fractions. `node:crypto` tells these as numbers only in newer versions than we need. What is no time breaks the reader.
 */
export function readTime(reader: DerReader): number {
  const { tag, content } = reader.value();
  const digits = toUtf8(content) ?? "";
  const text = tag === derTags.utcTime ? `${isLastCentury(digits) ? "19" : "20"}${digits}` : digits;
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/u.exec(text);
  const time = parts === null ? Number.NaN : Date.parse(printParts(parts));
  if ((tag === derTags.utcTime || tag === derTags.generalizedTime) && !Number.isNaN(time)) return time;
  reader.fail();
  return 0;
}

/** Two digits of a year stand for 1950 to 2049. */
function isLastCentury(digits: string): boolean {
  return Number(digits.slice(0, 2)) >= 50;
}

function printParts([, year = "", month = "", day = "", hour = "", minute = "", second = ""]: RegExpExecArray): string {
  return `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
}

/** A time as people read it in any zone: `2026-11-27 08:30 UTC`. */
export function printTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
