import type { LogRecord } from "../../engine/protocol/log.js";
import { detailsOf, type Detail } from "./details.js";
import { lineView, type LineContext } from "./lineView.js";
import type { Row } from "./rows.js";

/** A line of the view with everything below it as text, to copy or to read. */
export function messageText(row: Row, ctx: LineContext): string {
  const { label, description } = lineView(row, ctx);
  const { time, direction } = { time: new Date(row.entry.record.time).toISOString(), direction: way(row.entry.record) };
  const head = [direction, label, ...(description === "" ? [] : [`(${description})`])].join(" ").trim();
  return `${head}\n${time}\n\n${detailsOf(row, ctx)
    .flatMap((detail) => lines(detail, ""))
    .join("\n")}\n`;
}

/** The bytes of a message as hexadecimal digits; undefined for what is no message. */
export function messageHex(record: LogRecord): string | undefined {
  return record.kind === "message" ? record.hex : undefined;
}

function way(record: LogRecord): string {
  if (record.kind !== "message") return "";
  return record.direction === "in" ? "←" : "→";
}

function lines({ key, label, description, children, marks }: Detail, indentation: string): readonly string[] {
  if (key === "remedy") return [];
  const isDump = /^[0-9a-f]{4} {2}/u.test(label);
  const text = isDump ? `${label.padEnd(54)}  ${description ?? ""}` : [label, description].filter(Boolean).join("  ");
  const pointers = (marks ?? []).map(([start, end]) => `${indentation}${" ".repeat(start)}${"^".repeat(end - start)}`);
  return [
    `${indentation}${text}`,
    ...pointers,
    ...(children ?? []).flatMap((child) => lines(child, `${indentation}  `)),
  ];
}
