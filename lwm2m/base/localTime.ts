/** The time of day in the time zone of the user, to the second: `21:04:05`. Milliseconds since 1970. */
export function localTime(milliseconds: number): string {
  const time = new Date(milliseconds);
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map(twoDigits).join(":");
}

/** The day in the time zone of the user: `2026-01-31`. */
export function localDay(milliseconds: number): string {
  const day = new Date(milliseconds);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map(twoDigits).join("-");
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
