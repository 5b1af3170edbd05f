import type { Level } from "../../lwm2m/base/level.js";
import { safeFix } from "../../lwm2m/definition/fix.js";
import type { Diagnostic } from "../../lwm2m/definition/rules/rule.js";
import type { Summary } from "../report/report.js";

/** Counts what a run comes to. */
export class Tally {
  readonly #levels: Record<Level, number> = { error: 0, warning: 0, info: 0, hint: 0 };
  #definitions = 0;
  #definitionsWithFindings = 0;
  #omaFindings = 0;
  #fixable = 0;
  #fixes = 0;
  #fixedFiles = 0;

  /** Counts a checked definition with what is left in it. */
  count(diagnostics: readonly Diagnostic[], fixCount: number): void {
    this.#definitions++;
    if (diagnostics.length > 0) this.#definitionsWithFindings++;
    for (const diagnostic of diagnostics) {
      this.#levels[diagnostic.level]++;
      if (diagnostic.oma !== undefined) this.#omaFindings++;
      if (safeFix(diagnostic) !== undefined) this.#fixable++;
    }
    this.#fixes += fixCount;
    if (fixCount > 0) this.#fixedFiles++;
  }

  /** The counts so far. */
  summary(otherFiles: number): Summary {
    return {
      definitions: this.#definitions,
      definitionsWithFindings: this.#definitionsWithFindings,
      otherFiles,
      levels: this.#levels,
      omaFindings: this.#omaFindings,
      fixable: this.#fixable,
      fixes: this.#fixes,
      fixedFiles: this.#fixedFiles,
    };
  }
}
