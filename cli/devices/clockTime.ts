/** A time of day in the user's time zone, as `21:04:05`; milliseconds since 1970. */
export function clockTime(milliseconds: number): string {
  const time = new Date(milliseconds);
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map((part) => String(part).padStart(2, "0")).join(":");
}
