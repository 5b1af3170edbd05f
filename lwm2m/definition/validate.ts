import type { RuleLevel } from "../base/level.js";
import { parseDefinitionFile, type DefinitionFile } from "./definitionFile.js";
import { rules } from "./rules/index.js";
import type { Diagnostic, Finding, Rule, RuleContext } from "./rules/rule.js";
import { suppressions } from "./suppression.js";
import { elementAt } from "./xml/query.js";

/** Nobody reads more findings of one rule in one file; published files have 25 of one at most. */
const maximumFindings = 1000;

/** How a file is judged. */
export interface ValidationOptions extends RuleContext {
  /** The levels that the user has set, by rule id. */
  readonly levels: ReadonlyMap<string, RuleLevel>;
  /** True for a rule that a comment in the file may switch off; every rule may be if this is missing. */
  readonly isSuppressible?: (rule: Rule) => boolean;
}

/** All diagnostics of the text of an object definition file, in the order of the text. */
export function validateText(text: string, options: ValidationOptions): readonly Diagnostic[] {
  return validate(parseDefinitionFile(text), options);
}

/** All diagnostics of a parsed object definition file, in the order of the text. A test may judge by a few rules only. */
export function validate(
  file: DefinitionFile,
  options: ValidationOptions,
  judgedBy: readonly Rule[] = rules,
): readonly Diagnostic[] {
  const isSuppressed = suppressions(file);
  const isSuppressible = options.isSuppressible ?? (() => true);
  const found: Diagnostic[] = [];
  for (const rule of judgedBy) {
    const userLevel = options.levels.get(rule.id);
    if ((userLevel ?? rule.level) === "off") continue;
    let count = 0;
    for (const finding of rule.check(file, options)) {
      if (count === maximumFindings) break;
      if (isSilenced(file, rule, finding)) continue;
      if (isSuppressible(rule) && isSuppressed(rule.id, finding.span.start)) continue;
      found.push(diagnostic(rule, finding, userLevel));
      count++;
    }
  }
  return found.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** A syntax error silences the other rules for the same element: they would only repeat it. */
function isSilenced(file: DefinitionFile, rule: Rule, finding: Finding): boolean {
  return rule.id !== "xml-syntax" && elementAt(file.doc, finding.span.start)?.damaged === true;
}

function diagnostic(rule: Rule, finding: Finding, userLevel: RuleLevel | undefined): Diagnostic {
  const level = userLevel ?? finding.level ?? rule.level;
  return {
    ruleId: rule.id,
    oma: rule.oma,
    level: level === "off" ? "hint" : level,
    span: finding.span,
    message: finding.message,
    related: finding.related ?? [],
    fixes: finding.fixes ?? [],
  };
}
