import type { LogLine } from "../../lwm2m/base/logger.js";

/** The part of VS Code's log channel that is needed here. */
export type LogChannel = Readonly<Record<LogLine["level"], (message: string) => void>>;

/** Writes log lines into a channel, whose level the user sets. */
export function logTo(channel: LogChannel): (line: LogLine) => void {
  return ({ level, part, message, fields }) => {
    const facts = Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : `${name}=${value}`));
    channel[level]([...(part === "" ? [] : [`[${part}]`]), message, ...facts].join(" "));
  };
}
