import { applyEdits, compatibleFixes, safeFix } from "./fix.js";
import type { Diagnostic, Fix } from "./rules/rule.js";
import { validateText, type ValidationOptions } from "./validate.js";

/** More rounds are never needed: a round mends at least one of the fields that an element lacks, and it has ten. */
const maximumRounds = 16;

/** The outcome of fixing a text again and again. */
export interface FixedText {
  readonly text: string;
  /** How many fixes were applied. */
  readonly fixCount: number;
  /** What is left, judged on the new text. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Applies fixes, judges the new text and repeats until nothing is left to fix. `choose` says which fix a diagnostic
 * gets, if any; by default only safe ones. Ends after a bounded number of rounds even if two fixes undo each other.
 */
export function fixAll(
  text: string,
  options: ValidationOptions,
  choose: (diagnostic: Diagnostic) => Fix | undefined = safeFix,
): FixedText {
  let current = text;
  let fixCount = 0;
  for (let round = 0; ; round++) {
    const diagnostics = validateText(current, options);
    const wanted = round === maximumRounds ? [] : diagnostics.flatMap((diagnostic) => choose(diagnostic) ?? []);
    const fixes = compatibleFixes(wanted);
    const next = applyEdits(
      current,
      fixes.flatMap((fix) => fix.edits),
    );
    if (next === current) return { text: current, fixCount, diagnostics };
    current = next;
    fixCount += fixes.length;
  }
}
