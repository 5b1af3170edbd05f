import { test } from "node:test";
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { check } from "prettier";
import { parseDefinitionFile } from "../definition/definitionFile.js";
import { usualBindingOptions, type BindingOptions } from "../definition/bindingOptions.js";
import { objectDefinitions } from "../definition/objectDefinition.js";
import type { Bindings, BindingSource } from "./bindings.js";
import { generateBindings } from "./generateBindings.js";
import { generatorVersion } from "./generatorVersion.js";

/**
 * Golden files: what is generated of awkward objects, byte for byte. After a change that is meant, write them anew with
 * `UPDATE_GOLDENS=1` in the environment of the tests, and read every difference.
 */
const fixtures = join("test", "fixtures", "bindings");
const isUpdate = process.env["UPDATE_GOLDENS"] === "1";

const variants: readonly { readonly folder: string; readonly options: BindingOptions; readonly only?: string[] }[] = [
  { folder: "usual", options: usualBindingOptions },
  {
    folder: "unusual",
    options: {
      ...usualBindingOptions,
      int64: "bigint",
      time: "date",
      instances: "record",
      sort: "id",
      enumsFromDescriptions: true,
      aliases: true,
      index: true,
      names: new Map([
        ["20002", "Place"],
        ["33008/10", "outcome"],
      ]),
      runtime: "@acme/lwm2m",
      importExtension: ".ts",
    },
    only: ["bigNumbers.xml", "multipleLinks.xml", "sameName.xml", "valueLists.xml"],
  },
];

const names = readdirSync(fixtures)
  .filter((name) => name.endsWith(".xml"))
  .sort();

function sourcesOf(name: string, edit = (text: string): string => text): readonly BindingSource[] {
  const file = parseDefinitionFile(edit(readFileSync(join(fixtures, name), "utf8")));
  assert.deepEqual(file.doc.problems, []);
  return objectDefinitions(file).map((definition) => ({ definition, from: name }));
}

/** The files by path, and what was found, as a file of its own. The version of the product is not part of what is tested. */
function textsOf({ files, problems }: Bindings): ReadonlyMap<string, string> {
  const found = problems.map(({ level, from, objectId, resourceId, message }) => {
    return `${level} ${from} /${objectId}${resourceId === undefined ? "" : `/${resourceId}`} ${message}\n`;
  });
  return new Map([
    ...files.map(
      ({ path, text }) => [path, text.replace(`workbench ${generatorVersion} `, "workbench 0.0.0 ")] as const,
    ),
    ["problems.txt", found.join("")],
  ]);
}

for (const { folder, options, only } of variants) {
  const golden = join(fixtures, "golden", folder);
  const sources = (only ?? names).flatMap((name) => sourcesOf(name));
  const texts = textsOf(generateBindings(sources, options));

  test(`awkward objects come out as the golden files in ${folder} have them`, () => {
    if (isUpdate) {
      rmSync(golden, { recursive: true, force: true });
      for (const [path, text] of texts) {
        mkdirSync(dirname(join(golden, path)), { recursive: true });
        writeFileSync(join(golden, path), text);
      }
    }
    assert.deepEqual(readdirSync(golden).sort(), [...texts.keys()].sort());
    for (const [path, text] of texts) assert.equal(text, readFileSync(join(golden, path), "utf8"), path);
  });

  test(`Prettier would change nothing in ${folder}`, async () => {
    for (const [path, text] of texts) {
      if (path.endsWith(".ts")) assert.ok(await check(text, { parser: "typescript", printWidth: 120 }), path);
    }
  });

  test(`neither the order of sources nor line ends change ${folder}`, () => {
    const shuffled = (only ?? names)
      .flatMap((name) => sourcesOf(name, (text) => text.replaceAll("\n", "\r\n")))
      .reverse();
    assert.deepEqual(textsOf(generateBindings(shuffled, options)), texts);
  });
}
