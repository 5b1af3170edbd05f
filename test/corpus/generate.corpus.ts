import assert from "node:assert/strict";
import { test } from "node:test";
import { definitionSources } from "../../lwm2m/codegen/definitionSources.js";
import { distinctSources } from "../../lwm2m/codegen/distinctSources.js";
import { generateBindings } from "../../lwm2m/codegen/generateBindings.js";
import { usualBindingOptions } from "../../lwm2m/definition/bindingOptions.js";
import { parseDefinitionFile } from "../../lwm2m/definition/definitionFile.js";
import { publishedFiles } from "./registryFolder.js";

test("TypeScript can be generated from every published file, and from all of them at once", () => {
  const sources = publishedFiles().flatMap(({ path, name, text }) => {
    const read = definitionSources(parseDefinitionFile(text), name);
    assert.deepEqual(read.mistakes, [], path);
    return read.sources;
  });
  const { files, problems } = generateBindings(distinctSources(sources), usualBindingOptions);
  assert.deepEqual(
    problems.filter(({ level }) => level === "error"),
    [],
  );
  assert.equal(files.length, 424);
});
