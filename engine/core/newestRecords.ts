import type { LogRecord } from "../protocol/log.js";

/** About so many characters of the log are told at once to a client that has just come. */
const mostCharacters = 4 * 1024 * 1024;

/** The newest records that together are not too long to be told at once, the oldest first. */
export function newestRecords(records: readonly LogRecord[]): readonly LogRecord[] {
  let rest = mostCharacters;
  let start = records.length;
  while (start > 0) {
    const record = records[start - 1];
    if (record !== undefined) rest -= weight(record);
    if (rest < 0) break;
    start -= 1;
  }
  return records.slice(start);
}

/** About how long a record is when it is told. */
function weight(record: LogRecord): number {
  if (record.kind !== "message") return 1000;
  const { hex, payload } = record;
  const values = payload?.values.reduce((sum, { text }) => sum + 200 + 2 * text.length, 0) ?? 0;
  return 1000 + hex.length + (payload?.hex.length ?? 0) + 2 * (payload?.text?.length ?? 0) + values;
}
