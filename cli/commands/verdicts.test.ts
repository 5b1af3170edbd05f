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
      throw new Error("This rule looks at the file's name; give it namesFor.");
    },
  };
  const files = rules.flatMap(({ bad, good }) => [bad, good].map((one) => parseDefinitionFile(unmark(one.file).text)));
  for (const rule of rules.filter(({ namesFor }) => namesFor === undefined)) {
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

test("names that a rule says it takes are those that it does not report", () => {
  const texts = ["10999", "3", "three", ""].flatMap((id) =>
    ["1.0", "1.1", "one", null].map((version) => fileText(objectText({ ObjectID: id, ObjectVersion: version }))),
  );
  const names = [undefined, "3.xml", "10999.xml", "3-1_0.xml", "10999-1_1.xml", "010999-1_0.XML", "tank.xml"];
  for (const file of texts.map(parseDefinitionFile)) {
    for (const rule of rules) {
      const takes = rule.namesFor?.(file);
      for (const name of names) {
        const found = takes === undefined ? [] : [...rule.check(file, optionsFor(emptyConfig, name ?? ""))];
        if (takes !== undefined) assert.equal(takes(name), found.length === 0, `${name ?? "no name"} ${file.text}`);
      }
    }
  }
});
