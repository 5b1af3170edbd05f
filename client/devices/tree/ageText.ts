import { localDay, localTime } from "../../../lwm2m/base/localTime.js";

/** The units of an age, the longest first, in milliseconds. */
const units = [
  { milliseconds: 86_400_000, symbol: "d" },
  { milliseconds: 3_600_000, symbol: "h" },
  { milliseconds: 60_000, symbol: "min" },
  { milliseconds: 1000, symbol: "s" },
] as const;

/** How long ago something was, as people say it: `3 s`, `5 min`, `2 h`, `4 d`. */
export function ageText(milliseconds: number): string {
  const unit = units.find((candidate) => milliseconds >= candidate.milliseconds) ?? units[3];
  return `${Math.max(0, Math.floor(milliseconds / unit.milliseconds))} ${unit.symbol}`;
}

/** A time in the clock of the user, to the second. */
export function dateText(time: number): string {
  return Number.isNaN(new Date(time).getTime()) ? `${time}` : `${localDay(time)} ${localTime(time)}`;
}
