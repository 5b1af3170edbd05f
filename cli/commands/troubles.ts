import { displayPath } from "../report/fileAddress.js";
import type { Trouble } from "../report/report.js";
import type { Io } from "../io.js";
import { printable } from "../text/printable.js";

/** Collects what could not be read or written, and says each at once on standard error. */
export class TroubleList {
  readonly all: Trouble[] = [];
  readonly #io: Io;

  constructor(io: Io) {
    this.#io = io;
  }

  /** Something failed; the run ends with exit code 2. */
  add(absolutePath: string, message: string, place?: { readonly line: number; readonly column: number }): void {
    const path = displayPath(absolutePath, this.#io.cwd);
    this.all.push({ absolutePath, path, message });
    this.note(place === undefined ? path : `${path}:${place.line}:${place.column}`, message);
  }

  /** Something that the user should know, but that is no failure. */
  note(path: string, message: string): void {
    this.#io.stderr.write(`lwm2m: ${printable(path)}: ${message}\n`);
  }

  /** A failure of the run as a whole. */
  fail(message: string): void {
    this.all.push({ absolutePath: this.#io.cwd, path: ".", message });
    this.#io.stderr.write(`lwm2m: ${message}\n`);
  }
}
