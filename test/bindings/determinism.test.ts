import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { definitionSources } from "../../lwm2m/codegen/definitionSources.js";
import { generateBindings } from "../../lwm2m/codegen/generateBindings.js";
import { parseDefinitionFile } from "../../lwm2m/definition/definitionFile.js";
import { seededRandom } from "../fixtures/seededRandom.js";
import { registrySources } from "./support/sources.js";
import { variants } from "./support/variants.js";

const [usual, other] = variants;

for (const { name, options } of [usual, other]) {
  test(`objects in another order give the same files, ${name}`, () => {
    const sources = registrySources();
    const { files } = generateBindings(sources, options);
    const shuffled = generateBindings(seededRandom(1).shuffled(sources), options);
    // The first file that differs says more than all of them.
    assert.deepEqual(
      shuffled.files.find((file, index) => file.text !== files[index]?.text),
      undefined,
    );
    assert.deepEqual(
      shuffled.files.map(({ path }) => path),
      files.map(({ path }) => path),
    );
  });
}

test("a definition gives the same bytes with other line ends, more white space and a byte order mark", () => {
  const text = readFileSync("examples/objects/42001.xml", "utf8");
  const others = [text.replaceAll("\n", "\r\n"), text.replaceAll("\n", "\n\n"), `\u{FEFF}${text}`];
  const generated = (definition: string): unknown => {
    const { sources, mistakes } = definitionSources(parseDefinitionFile(definition), "42001.xml");
    assert.deepEqual(mistakes, []);
    return generateBindings(sources, usual.options).files;
  };
  for (const same of others) assert.deepEqual(generated(same), generated(text));
});
