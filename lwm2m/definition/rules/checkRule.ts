import assert from "node:assert/strict";
import type { RuleLevel } from "../../base/level.js";
import { testRegistry } from "../../../test/fixtures/registry.js";
import { parseDefinitionFile } from "../definitionFile.js";
import { applyEdits, compatibleFixes } from "../fix.js";
import { validate, type ValidationOptions } from "../validate.js";
import { unmark, type Example } from "./example.js";
import type { Diagnostic, Rule } from "./rule.js";

/** How tests judge a text: the registry of tests, no file name, no private windows, the rules' own levels. */
export function testOptions(changes: Partial<ValidationOptions> = {}): ValidationOptions {
  return {
    registry: testRegistry(),
    fileName: undefined,
    isPrivateObjectId: () => false,
    isPrivateResourceId: () => false,
    levels: new Map<string, RuleLevel>(),
    ...changes,
  };
}

/** What `checkRule` expects besides the marked places, and how it judges. */
export interface RuleCheck extends Partial<ValidationOptions> {
  /** The messages of the findings, in order. */
  readonly messages?: readonly string[];
  /** The text after the first fix of every finding. */
  readonly fixed?: string;
}

/**
 * Checks one rule on a text with its wrong places between « and »: it reports exactly these, whatever other rules would
 * say. Returns its diagnostics, for whatever else a test wants to know about them.
 */
export function checkRule(rule: Rule, marked: string | Example, expected: RuleCheck = {}): readonly Diagnostic[] {
  const example = typeof marked === "string" ? { file: marked, fileName: undefined } : marked;
  const { text, spans } = unmark(example.file);
  const { messages, fixed, ...changes } = expected;
  const options = testOptions({ fileName: example.fileName, ...changes });
  const diagnostics = validate(parseDefinitionFile(text), options, [rule]);
  assert.equal(
    markPlaces(text, diagnostics),
    markPlaces(
      text,
      spans.map((span) => ({ span })),
    ),
  );
  if (messages !== undefined)
    assert.deepEqual(
      messages,
      diagnostics.map(({ message }) => message),
    );
  if (fixed !== undefined) assert.equal(fixFirst(text, diagnostics), fixed);
  return diagnostics;
}

/** The text after the first fix of every diagnostic, as far as they go together. */
export function fixFirst(text: string, diagnostics: readonly Diagnostic[]): string {
  const fixes = compatibleFixes(diagnostics.flatMap(({ fixes: [first] }) => first ?? []));
  return applyEdits(
    text,
    fixes.flatMap(({ edits }) => edits),
  );
}

/** The text with marks around places, so that a failing assertion shows where they are. */
export function markPlaces(text: string, places: readonly Pick<Diagnostic, "span">[]): string {
  const marks = places.flatMap(({ span }, index) => [
    { at: span.start, order: index * 2, mark: "«" },
    { at: span.end, order: index * 2 + 1, mark: "»" },
  ]);
  let result = "";
  let from = 0;
  for (const { at, mark } of marks.toSorted((a, b) => a.at - b.at || a.order - b.order)) {
    result += text.slice(from, at) + mark;
    from = at;
  }
  return result + text.slice(from);
}
