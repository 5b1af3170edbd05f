import type { LogRecord, MessageRecord } from "../../engine/protocol/log.js";
import { counted } from "../../lwm2m/base/words.js";
import { isFailure, isNotification, type LinkOf } from "./filter.js";
import { messageClass, type LogEntry } from "./logEntry.js";
import { messagePath } from "./messagePath.js";
import type { NamesOf } from "./pathNames.js";
import type { Row } from "./rows.js";
import { clockTime, linkWords, messageWords } from "./words.js";

/** A codicon, and a theme color that says no more than the icon and the words do. */
export interface Icon {
  readonly name: string;
  readonly color?: string;
}

/** How a line of the view is drawn. */
export interface LineView {
  readonly label: string;
  /** Behind the label, dimmed. */
  readonly description: string;
  readonly icon: Icon;
  /** Words that menus look for. */
  readonly facets: readonly string[];
  /** What a screen reader says. */
  readonly spoken: string;
}

/** What lines are drawn with. */
export interface LineContext {
  readonly linkOf: LinkOf;
  readonly namesOf: NamesOf;
  /** True if a key is known for an identity. */
  readonly hasKey: (identity: string) => boolean;
}

/** Draws a line. */
export function lineView(row: Row, ctx: LineContext): LineView {
  const { entry, earlier, solvedBy } = row;
  const { record } = entry;
  const time = clockTime(record.time);
  const who = record.deviceName ?? record.peer;
  switch (record.kind) {
    case "attempt": {
      const facts = [
        ...(earlier.length === 0 ? [] : [counted(earlier.length + 1, "time")]),
        ...(solvedBy === undefined ? [] : [`worked at ${clockTime(solvedBy.record.time)}`]),
      ];
      return {
        label: [time, who, record.summary].join("  "),
        description: [...(who === record.peer ? [] : [record.peer]), ...facts].join(" · "),
        icon: solvedBy === undefined ? { name: "error", color: "list.errorForeground" } : { name: "pass" },
        facets: ["attempt", ...(record.remedy === undefined ? [] : ["addable"]), ...placeFacets(record)],
        spoken: [`${who} could not connect`, record.summary, ...facts, time].join(", "),
      };
    }
    case "event":
      return {
        label: [time, who].join("  "),
        description: record.summary,
        icon: { name: "info", color: "descriptionForeground" },
        facets: ["event", ...placeFacets(record)],
        spoken: [who, record.summary, time].join(", "),
      };
    case "message": {
      const words = messageWords(record, ctx.namesOf);
      const facts = messageFacts(entry, record, ctx);
      const way = record.direction === "in" ? "from" : "to";
      return {
        label: [time, who, words].join("  "),
        description: facts.join(" · "),
        icon: messageIcon(record),
        facets: ["message", ...placeFacets(record), ...(messagePath(entry, ctx.linkOf) === undefined ? [] : ["path"])],
        spoken: [`${way} ${who}`, words, ...facts, time].join(", "),
      };
    }
  }
}

function messageFacts(entry: LogEntry, record: MessageRecord, ctx: LineContext): readonly string[] {
  const link = ctx.linkOf(entry);
  const words = linkWords(link);
  const problems = record.payload?.problems.length ?? 0;
  const isOpen = messageClass(record) === "request" && link === undefined && record.remark === undefined;
  return [
    ...(words === undefined ? [] : [words]),
    ...(link === undefined && isNotification(entry, ctx.linkOf) ? ["notification"] : []),
    ...(isOpen ? ["no answer yet"] : []),
    ...(record.remark === undefined ? [] : [record.remark]),
    ...(record.problem === undefined ? [] : [record.problem]),
    ...(problems === 0 ? [] : [`${counted(problems, "problem")} in the payload`]),
  ];
}

/** The arrow shows the direction; what failed has another one, not only another color. */
function messageIcon(record: MessageRecord): Icon {
  const { direction, remark } = record;
  if (isFailure(record)) return { name: "warning", color: "list.warningForeground" };
  const name = direction === "in" ? "arrow-left" : "arrow-right";
  if (remark === "retransmission" || remark === "duplicate" || messageClass(record) === "empty") {
    return { name, color: "descriptionForeground" };
  }
  return { name, color: direction === "in" ? "charts.green" : "charts.blue" };
}

function placeFacets({ deviceId }: LogRecord): readonly string[] {
  return deviceId === undefined ? [] : ["device"];
}
