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
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return `${time}`;
  const two = (number: number): string => `${number}`.padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
