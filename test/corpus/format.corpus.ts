import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyConfig, validationOptions } from "../../lwm2m/definition/config.js";
import { formatDefinition, formatText } from "../../lwm2m/definition/format.js";
import { validateText } from "../../lwm2m/definition/validate.js";
import { contentOf } from "../fixtures/formatContent.js";
import { testRegistry } from "../fixtures/registry.js";
import { publishedFiles } from "./registryFolder.js";

/** How often each rule finds something in a text. */
function findings(text: string, fileName: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const options = validationOptions({ config: emptyConfig, registry: testRegistry(), fileName });
  for (const { ruleId } of validateText(text, options)) counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1);
  return counts;
}

test("formatting a published file changes no value, finds nothing new, and settles at once", () => {
  let changed = 0;
  for (const { path, name, text } of publishedFiles()) {
    const { refusal } = formatDefinition(text);
    assert.equal(refusal, undefined, path);
    const formatted = formatText(text);
    if (formatted !== text) changed++;
    assert.deepEqual(contentOf(formatted), contentOf(text), path);
    assert.equal(formatText(formatted), formatted, path);
    const before = findings(text, name);
    for (const [rule, count] of findings(formatted, name)) {
      assert.ok(count <= (before.get(rule) ?? 0), `${path}: formatting adds a finding of ${rule}.`);
    }
  }
  console.log(`${changed} of 751 files would be formatted.`);
});
