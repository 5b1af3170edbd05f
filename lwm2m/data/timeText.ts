import { quote } from "../base/quote.js";

/** The seconds since 1970 that were read, or why the text is no time. */
export type ParsedTime =
  | { readonly seconds: bigint; readonly problem?: undefined }
  | { readonly seconds?: undefined; readonly problem: string };

/** The times that ISO 8601 writes with a year of four digits: 0000-01-01 and 9999-12-31. */
const firstPrintable = -62_167_219_200n;
const lastPrintable = 253_402_300_799n;

const limit = 2n ** 63n;

const isoTime = /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?\s*(Z|z|[+-]\d\d(?::?\d\d)?)?)?$/u;

/** Reads seconds since 1970, or a date with or without a time of day (ISO 8601); without an offset it is UTC. */
export function parseTime(text: string): ParsedTime {
  if (/^[+-]?\d{1,40}$/u.test(text)) {
    const seconds = BigInt(text.replace(/^\+/u, ""));
    if (seconds >= -limit && seconds < limit) return { seconds };
    return { problem: `${String(seconds)} does not fit 64 bits.` };
  }
  const parts = isoTime.exec(text);
  if (parts === null) {
    return {
      problem: `${quote(text)} is no time; write a date such as 2026-05-31T12:00:00Z, or the seconds since 1970.`,
    };
  }
  const [, year = "", month = "", day = "", hour = "00", minute = "00", second = "00", fraction = "", zone = "Z"] =
    parts;
  if (/[1-9]/u.test(fraction))
    return { problem: `${quote(text)} has a fraction of a second; Time is in whole seconds.` };
  const utc = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const milliseconds = Date.parse(utc);
  // JavaScript takes 30 February for 1 March, and 24:00 for the next day.
  const exists = Number.isFinite(milliseconds) && new Date(milliseconds).toISOString() === utc;
  const offset = offsetSeconds(zone);
  if (!exists || offset === undefined) return { problem: `${quote(text)} is no time that exists.` };
  return { seconds: BigInt(milliseconds / 1000 - offset) };
}

function offsetSeconds(zone: string): number | undefined {
  if (zone.toUpperCase() === "Z") return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(":", "") || "0");
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 3600 + minutes * 60);
}

/** The time as ISO 8601 in UTC; in seconds if it is too far away for that. */
export function printTime(seconds: bigint): string {
  if (seconds < firstPrintable || seconds > lastPrintable) return String(seconds);
  return new Date(Number(seconds) * 1000).toISOString().replace(".000Z", "Z");
}
