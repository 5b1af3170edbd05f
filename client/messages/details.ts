import type { LogRecord, MessageRecord } from "../../engine/protocol/log.js";
import type { PayloadProblemInfo } from "../../engine/protocol/values.js";
import { counted } from "../../lwm2m/base/words.js";
import { valueText } from "../devices/tree/valueText.js";
import type { Link } from "./exchanges.js";
import { hexDump } from "./hexDump.js";
import type { Icon, LineContext } from "./lineView.js";
import type { LogEntry } from "./logEntry.js";
import type { Row } from "./rows.js";
import { clockTime, duration, shortWords } from "./words.js";

/** Something below a line of the view. */
export interface Detail {
  /** Unique among its siblings, and the same as long as the line is. */
  readonly key: string;
  readonly label: string;
  readonly description?: string;
  readonly icon?: Icon;
  /** Parts of the label that are set off. */
  readonly marks?: readonly (readonly [start: number, end: number])[];
  /** What a click does. */
  readonly action?: DetailAction;
  readonly children?: readonly Detail[];
  /** True if the children are shown at once. */
  readonly isOpen?: boolean;
}

export type DetailAction =
  { readonly kind: "add identity"; readonly identity: string } | { readonly kind: "show entry"; readonly id: string };

/** What is below a line. */
export function detailsOf(row: Row, ctx: LineContext): readonly Detail[] {
  const { record } = row.entry;
  switch (record.kind) {
    case "message":
      return messageDetails(row.entry, record, ctx);
    case "attempt":
      return [
        ...(record.remedy === undefined ? [] : [remedyDetail(record.remedy.identity, ctx)]),
        ...explanationDetails(record.explanation),
        ...factDetails(record),
        ...(row.earlier.length === 0 ? [] : [earlierDetail(row.earlier)]),
      ];
    case "event":
      return factDetails(record);
  }
}

function remedyDetail(identity: string, { hasKey }: LineContext): Detail {
  return {
    key: "remedy",
    label: hasKey(identity) ? `Replace the key of PSK identity “${identity}”…` : `Add PSK identity “${identity}”…`,
    icon: { name: "key", color: "charts.yellow" },
    action: { kind: "add identity", identity },
  };
}

/** So many characters of a text stand in one line; a view cuts what is longer off. */
const lineLength = 120;

/** A text in lines, between words. */
function wrapped(text: string): readonly string[] {
  return text.match(new RegExp(`\\S.{0,${lineLength - 1}}(?=\\s|$)|\\S+`, "gu")) ?? [];
}

function explanationDetails(text: string): readonly Detail[] {
  return wrapped(text).map((label, index) => ({
    key: `why ${index}`,
    label,
    icon: { name: index === 0 ? "lightbulb" : "blank" },
  }));
}

function factDetails(record: Extract<LogRecord, { readonly details: unknown }>): readonly Detail[] {
  const facts = [...record.details, { name: "Peer", value: `${record.peer}, ${transportWords(record)}` }];
  return facts.map(({ name, value }, index) => ({
    key: `fact ${index}`,
    label: name,
    description: value,
    icon: { name: "dash" },
  }));
}

function transportWords({ transport }: LogRecord): string {
  return { udp: "without DTLS", dtls: "DTLS", tcp: "TCP without TLS", tls: "TLS" }[transport];
}

function earlierDetail(earlier: readonly LogEntry[]): Detail {
  return {
    key: "earlier",
    label: counted(earlier.length, "earlier attempt"),
    icon: { name: "history" },
    children: earlier.map(({ id, record }) => ({
      key: id,
      label: clockTime(record.time),
      description: record.peer,
      icon: { name: "dash" },
    })),
  };
}

function messageDetails(entry: LogEntry, record: MessageRecord, ctx: LineContext): readonly Detail[] {
  const { message, problem, payload, hex } = record;
  const link = ctx.linkOf(entry);
  return [
    ...(link === undefined ? [] : [linkDetail(link)]),
    ...(problem === undefined ? [] : [{ key: "problem", label: problem, icon: warning }]),
    ...(message === undefined ? [] : [headDetail(message, record)]),
    ...(message === undefined || message.options.length === 0 ? [] : [optionsDetail(message.options)]),
    ...(payload === undefined ? [] : [payloadDetail(record, payload, ctx)]),
    bytesDetail("bytes", "Whole message", hex, []),
  ];
}

const warning: Icon = { name: "warning", color: "list.warningForeground" };

const linkLabels: Readonly<Record<Link["kind"], string>> = {
  answered: "Answer",
  answers: "Answer to",
  notifies: "Notification of",
  acknowledges: "Acknowledges",
  resets: "Resets",
  repeats: "Repeats",
};

function linkDetail(link: Link): Detail {
  const { other } = link;
  const time = "milliseconds" in link ? `, after ${duration(link.milliseconds)}` : "";
  return {
    key: "link",
    label: linkLabels[link.kind],
    description: `${shortWords(other.record)} at ${clockTime(other.record.time)}${time}`,
    icon: { name: "link" },
    action: { kind: "show entry", id: other.id },
  };
}

const typeWords = {
  CON: "confirmable",
  NON: "non-confirmable",
  ACK: "acknowledgment",
  RST: "reset",
} as const;

function headDetail({ type, messageId, token }: NonNullable<MessageRecord["message"]>, record: MessageRecord): Detail {
  const facts = [
    ...(messageId === undefined ? [] : [`message ID ${messageId}`]),
    token === "" ? "no token" : `token ${token}`,
    `${record.peer}, ${transportWords(record)}`,
  ];
  return {
    key: "head",
    label: type === undefined ? "Message of a stream" : `${type}, ${typeWords[type]}`,
    description: facts.join(" · "),
    icon: { name: "mail" },
  };
}

function optionsDetail(options: NonNullable<MessageRecord["message"]>["options"]): Detail {
  return {
    key: "options",
    label: counted(options.length, "option"),
    description: options.map(({ name, value }) => (value === "" ? name : `${name} ${value}`)).join(", "),
    icon: { name: "list-unordered" },
    children: options.map(({ name, value }, index) => ({
      key: `${index}`,
      label: name,
      description: value,
      icon: { name: "dash" },
    })),
  };
}

type Payload = NonNullable<MessageRecord["payload"]>;

function payloadDetail(record: MessageRecord, payload: Payload, ctx: LineContext): Detail {
  const { contentFormat, length, hex, values, problems, text } = payload;
  return {
    key: "payload",
    label: "Payload",
    description: `${contentFormat ?? "no content format"}, ${counted(length, "byte")}`,
    icon: { name: "package" },
    isOpen: true,
    children: [
      ...values.map((value, index) => valueDetail(record, value, index, ctx)),
      ...problems.map((problem, index) => problemDetail(problem, index)),
      ...(text === undefined ? [] : [textDetail(text)]),
      bytesDetail("payload bytes", "Bytes of the payload", hex, problems),
    ],
  };
}

function valueDetail(record: MessageRecord, value: Payload["values"][number], index: number, ctx: LineContext): Detail {
  const names = ctx.namesOf(record.deviceId, value.path);
  const facts = [
    ...(names === undefined ? [] : [value.path]),
    ...(value.isGuess === true ? [`taken for ${value.type}, as no definition says`] : []),
    ...(value.time === undefined ? [] : [`taken at ${clockTime(value.time)}`]),
  ];
  return {
    key: `value ${index}`,
    label: `${names?.name ?? value.path}: ${valueText(value, names?.units)}`,
    ...(facts.length === 0 ? {} : { description: facts.join(" · ") }),
    icon: { name: "symbol-field" },
  };
}

function problemDetail({ offset, message, path }: PayloadProblemInfo, index: number): Detail {
  return {
    key: `problem ${index}`,
    label: message,
    description: [...(path === undefined ? [] : [path]), `byte ${offset}`].join(" · "),
    icon: warning,
  };
}

function textDetail(text: string): Detail {
  const lines = text.split(/\r\n?|\n/u);
  return {
    key: "text",
    label: "Text",
    description: lines.length > 1 ? counted(lines.length, "line") : text,
    icon: { name: "symbol-string" },
    ...(lines.length > 1
      ? { children: lines.map((label, index) => ({ key: `${index}`, label: label === "" ? " " : label })) }
      : {}),
  };
}

/** Bytes in lines of 16, those where something is wrong set off and explained. */
function bytesDetail(key: string, label: string, hex: string, problems: readonly PayloadProblemInfo[]): Detail {
  const lines = hexDump(
    hex,
    problems.map(({ offset }) => offset),
  );
  return {
    key,
    label,
    description: hex.length > 32 ? `${hex.slice(0, 32)}…` : hex,
    icon: { name: "file-binary" },
    children: lines.map(({ offset, text, ascii, marks }) => ({
      key: `${offset}`,
      label: text,
      description: ascii,
      ...(marks.length === 0 ? {} : { marks, icon: warning }),
    })),
  };
}
