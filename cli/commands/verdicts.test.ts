import assert from "node:assert/strict";
import { test } from "node:test";
import { testRegistry } from "../../test/fixtures/registry.js";
import { emptyConfig, validationOptions, type Config } from "../../lwm2m/definition/config.js";
import { parseDefinitionFile } from "../../lwm2m/definition/definitionFile.js";
import { fileText, objectText, unmark } from "../../lwm2m/definition/rules/example.js";
import { rules } from "../../lwm2m/definition/rules/index.js";
import { validateText, type ValidationOptions } from "../../lwm2m/definition/validate.js";
import { Verdicts } from "./verdicts.js";

function optionsFor(config: Config, fileName: string): ValidationOptions {
  return validationOptions({ config, registry: testRegistry(), fileName });
}

test("only rules that say so look at the name of the file", () => {
  const options: ValidationOptions = {
    ...optionsFor(emptyConfig, ""),
    get fileName(): string {
      throw new Error("This rule looks at the file's name; give it looksAtFileName.");
    },
  };
  const files = rules.flatMap(({ bad, good }) => [bad, good].map((one) => parseDefinitionFile(unmark(one.file).text)));
  for (const rule of rules.filter(({ looksAtFileName }) => looksAtFileName !== true)) {
    for (const file of files) assert.ok(Array.isArray([...rule.check(file, options)]), rule.id);
  }
});

test("the same text under another name or configuration gets its own verdict", () => {
  const verdicts = new Verdicts();
  const text = fileText(objectText({ MultipleInstances: "Many" }));
  const quiet: Config = { ...emptyConfig, levels: new Map([["instances-value", "off"]]) };
  for (const config of [emptyConfig, quiet]) {
    for (const name of ["10999.xml", "7.xml", "10999-1_1.xml", "10999.xml"]) {
      const options = optionsFor(config, name);
      assert.deepEqual(verdicts.judge(text, config, options), validateText(text, options), name);
    }
  }
});
