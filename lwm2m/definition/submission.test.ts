import assert from "node:assert/strict";
import { test } from "node:test";
import { testRegistry } from "../../test/fixtures/registry.js";
import type { RuleLevel } from "../base/level.js";
import { emptyConfig, validationOptions } from "./config.js";
import { parseDefinitionFile } from "./definitionFile.js";
import { fileExample } from "./rules/example.js";
import { rules } from "./rules/index.js";
import type { Rule } from "./rules/rule.js";
import { submissionOptions } from "./submission.js";
import { validate } from "./validate.js";

/** A rule that finds something at every root element. */
function rule(id: string, oma?: number): Rule {
  return {
    id,
    ...(oma === undefined ? {} : { oma }),
    level: "warning",
    title: "",
    explanation: "",
    source: "",
    bad: fileExample(""),
    good: fileExample(""),
    check: (file) => (file.root === undefined ? [] : [{ span: file.root.nameSpan, message: "Found." }]),
  };
}

const text = "<!-- lwm2m-disable-next-line with-number without-number -->\n<LWM2M></LWM2M>\n";
const judged = [rule("with-number", 413), rule("without-number")];
const everyday = validationOptions({ config: emptyConfig, registry: testRegistry(), fileName: undefined });

test("a comment switches off what the options allow", () => {
  const file = parseDefinitionFile(text);
  assert.deepEqual(validate(file, everyday, judged), []);
  const found = validate(file, submissionOptions(everyday), judged);
  assert.deepEqual(
    found.map(({ ruleId }) => ruleId),
    ["with-number"],
  );
});

test("a submission knows no private windows", () => {
  const options = submissionOptions({ ...everyday, isPrivateObjectId: () => true, isPrivateResourceId: () => true });
  assert.equal(options.isPrivateObjectId(50000), false);
  assert.equal(options.isPrivateResourceId(27000), false);
});

test("a submission runs every rule with an OMA number and leaves the other levels alone", () => {
  const levels = new Map(rules.map(({ id }): [string, RuleLevel] => [id, "off"]));
  const options = submissionOptions({ ...everyday, levels });
  for (const { id, oma, level } of rules) {
    assert.equal((options.levels.get(id) ?? level) === "off", oma === undefined, id);
  }
});
