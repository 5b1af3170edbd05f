/** What a log line carries besides its sentence: short values that a person can read. Never a secret. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** How much a log line matters, the least first. */
export const logLevels = ["trace", "debug", "info", "warn", "error"] as const;

export type LogLevel = (typeof logLevels)[number];

/** Where the library writes what goes on. A message may be a function, which is called only if the line is kept. */
export interface Logger {
  readonly log: (level: LogLevel, message: string | (() => string), fields?: LogFields) => void;
  /** A logger for a part: its name stands before its lines. */
  readonly child: (name: string) => Logger;
}

/** Keeps nothing. */
export const silentLogger: Logger = { log: () => undefined, child: () => silentLogger };

/** A line that a logger has kept. */
export interface LogLine {
  readonly level: LogLevel;
  /** The names of the parts, joined by a dot; empty for the whole. */
  readonly part: string;
  readonly message: string;
  readonly fields: LogFields;
}

/** A logger that hands each line of `level` and above to `write`. */
export function createLogger(level: LogLevel, write: (line: LogLine) => void, part = ""): Logger {
  const lowest = logLevels.indexOf(level);
  return {
    log: (lineLevel, message, fields = {}) => {
      if (logLevels.indexOf(lineLevel) < lowest) return;
      write({ level: lineLevel, part, message: typeof message === "string" ? message : message(), fields });
    },
    child: (name) => createLogger(level, write, part === "" ? name : `${part}.${name}`),
  };
}
