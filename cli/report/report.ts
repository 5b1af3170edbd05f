import type { Level } from "../../lwm2m/base/level.js";
import type { Diagnostic } from "../../lwm2m/definition/rules/rule.js";
import type { LineMap } from "../text/lineMap.js";

/** An object definition that was checked. */
export interface CheckedFile {
  readonly absolutePath: string;
  /** Relative to the current folder, with forward slashes. */
  readonly path: string;
  readonly lines: LineMap;
  /** What is left after fixing, in the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
  /** How many fixes were applied and written. */
  readonly fixCount: number;
}

/** Something that could not be read or written. */
export interface Trouble {
  readonly absolutePath: string;
  readonly path: string;
  readonly message: string;
}

/** What a whole run comes to. */
export interface Summary {
  /** Object definitions that were checked. */
  readonly definitions: number;
  /** Object definitions with at least one diagnostic that is shown. */
  readonly definitionsWithFindings: number;
  /** Files that are no object definition, OMA's Common.xml and DDF.xml included. */
  readonly otherFiles: number;
  readonly levels: Readonly<Record<Level, number>>;
  /** Diagnostics with an OMA number. */
  readonly omaFindings: number;
  /** Diagnostics that --fix mends. */
  readonly fixable: number;
  readonly fixes: number;
  readonly fixedFiles: number;
}

/** Writes what a run finds, file by file. */
export interface Reporter {
  readonly file: (file: CheckedFile) => void;
  readonly end: (summary: Summary, troubles: readonly Trouble[]) => void;
}

/** How OMA's number is written: three digits. */
export function omaNumber(oma: number): string {
  return `OMA ${String(oma).padStart(3, "0")}`;
}
