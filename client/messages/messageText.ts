import type { LogRecord } from "../../engine/protocol/log.js";
import { detailsOf, type Detail } from "./details.js";
import { lineView, type LineContext } from "./lineView.js";
import type { Row } from "./rows.js";
import { messageWords } from "./words.js";

/** A line of the view with everything below it as text, to copy or to read. */
export function messageText(row: Row, ctx: LineContext): string {
  const { record } = row.entry;
  const { description } = lineView(row, ctx);
  const details = detailsOf(row, ctx).flatMap((detail) => lines(detail, ""));
  const words = record.kind === "message" ? messageWords(record, ctx.namesOf) : record.summary;
  const head = [
    `${new Date(record.time).toISOString()} ${way(record)} ${record.deviceName ?? record.peer}`,
    words,
    ...(description === "" || description === words ? [] : [description]),
  ];
  return `${[...head, "", ...details].join("\n")}\n`;
}

/** The bytes of a message as hexadecimal digits; undefined for what is no message. */
export function messageHex(record: LogRecord): string | undefined {
  return record.kind === "message" ? record.hex : undefined;
}

function way(record: LogRecord): string {
  if (record.kind !== "message") return "by";
  return record.direction === "in" ? "from" : "to";
}

/** Details whose description only sums up what is below them. */
const summedUp: readonly string[] = ["options", "bytes", "payload bytes"];

function lines({ key, label, description, children, marks }: Detail, indentation: string): readonly string[] {
  if (key === "remedy") return [];
  const isDump = /^[0-9a-f]{4} {2}/u.test(label);
  const behind = summedUp.includes(key) ? undefined : description;
  const text = isDump ? `${label.padEnd(54)} ${description ?? ""}` : [label, ...(behind ? [behind] : [])].join("  ");
  const pointers = (marks ?? []).map(([start, end]) => `${indentation}${" ".repeat(start)}${"^".repeat(end - start)}`);
  return [
    `${indentation}${text}`,
    ...pointers,
    ...(children ?? []).flatMap((child) => lines(child, `${indentation}  `)),
  ];
}
