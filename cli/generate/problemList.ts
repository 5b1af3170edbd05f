import type { Io } from "../io.js";
import { printable } from "../text/printable.js";
import { placedLine } from "./placedLine.js";

/** Something about a definition that whoever generates from it should know. */
export interface GenerateProblem {
  readonly level: "error" | "warning";
  /** The definition file as the user is told it; undefined for an object of the registry. */
  readonly path: string | undefined;
  /** Where in it, from 1 on. */
  readonly line: number | undefined;
  readonly column: number | undefined;
  readonly message: string;
}

/** Collects what is to be said of definitions, and says each at once on standard error. */
export class ProblemList {
  readonly all: GenerateProblem[] = [];
  readonly #io: Io;

  constructor(io: Io) {
    this.#io = io;
  }

  get errors(): number {
    return this.all.filter(({ level }) => level === "error").length;
  }

  /** Something at a place in a file. */
  at(
    path: string,
    { line, column }: { readonly line: number; readonly column: number },
    level: GenerateProblem["level"],
    message: string,
  ): void {
    this.all.push({ level, path, line, column, message });
    this.#io.stderr.write(placedLine(path, { line, column }, level, message));
  }

  /** Something that has no place in a file. */
  add(level: GenerateProblem["level"], message: string): void {
    this.all.push({ level, path: undefined, line: undefined, column: undefined, message });
    this.#io.stderr.write(`lwm2m: ${level}: ${printable(message)}\n`);
  }
}
