import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { validateText } from "../../lwm2m/definition/validate.js";
import { testOptions } from "../../lwm2m/definition/rules/checkRule.js";
import { publishedFiles } from "./registryFolder.js";
import { verdictSummary, type Verdicts } from "./verdictSummary.js";

/** The newest published objects that have errors, by rule. Nothing else in them may be an error. */
const faultyObjects: Readonly<Record<string, readonly number[]>> = {
  // The objects of uCIFI leave RangeEnumeration out.
  "element-missing": [
    3410, 3416, 3418, 3421, 3422, 3430, 3432, 3451, 3452, 3453, 3454, 3455, 3456, 3457, 3458, 3459, 3460, 3461,
  ],
  // LWM2MVersion 1.1 or 1.2 with the schema for 1.0.
  "schema-version-mismatch": [20, 23, 509, 510],
  // Resource 4017 is an Unsigned Integer, and the file names the schema for 1.0.
  "type-needs-1-1": [20],
  // Resource 5 has no type.
  "type-missing": [10482],
  // The URN ends in :1.0.
  "urn-mismatch": [10254],
  // Resource 4 is from -30 to -120.
  "range-upside-down": [10309],
};

const recordedPath = "test/corpus/verdicts.txt";

const verdicts: readonly Verdicts[] = publishedFiles().map((file) => ({
  file,
  diagnostics: validateText(file.text, testOptions({ fileName: file.name })),
}));

test("all published definitions are there", () => {
  assert.equal(verdicts.length, 751);
  assert.equal(verdicts.filter(({ file }) => file.isLatest).length, 327);
});

test("25 of the newest objects are known to be faulty", () => {
  assert.equal(new Set(Object.values(faultyObjects).flat()).size, 25);
});

test("the newest objects have errors in exactly the files that are known to be faulty", () => {
  const found = verdicts.flatMap(({ file, diagnostics }) => {
    const errors = file.isLatest ? diagnostics.filter(({ level }) => level === "error") : [];
    return [...new Set(errors.map(({ ruleId }) => `${file.path} ${ruleId}`))];
  });
  const known = Object.entries(faultyObjects).flatMap(([ruleId, ids]) => ids.map((id) => `${id}.xml ${ruleId}`));
  assert.deepEqual(found.sort(), known.sort());
});

test("the verdicts on all published definitions are the recorded ones", () => {
  const summary = verdictSummary(verdicts);
  if (process.env["LWM2M_UPDATE"] !== undefined) writeFileSync(recordedPath, summary);
  const recorded = readFileSync(recordedPath, "utf8");
  assert.equal(firstDifference(summary, recorded), undefined, "If the new verdicts are right, record them: --update");
});

/** The first line that is not as recorded; the whole texts are too long to be shown. */
function firstDifference(found: string, recorded: string): { found: string; recorded: string } | undefined {
  const recordedLines = recorded.split("\n");
  const foundLines = found.split("\n");
  const at = foundLines.findIndex((line, index) => line !== recordedLines[index]);
  if (at === -1 && foundLines.length === recordedLines.length) return undefined;
  const line = at === -1 ? foundLines.length : at;
  return { found: foundLines[line] ?? "(end)", recorded: recordedLines[line] ?? "(end)" };
}
