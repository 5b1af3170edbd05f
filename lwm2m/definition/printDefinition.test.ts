import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { describedRegistry } from "../../test/fixtures/registry.js";
import { emptyConfig, validationOptions } from "./config.js";
import { parseDefinitionFile } from "./definitionFile.js";
import { formatEdits } from "./format.js";
import type { ObjectDefinition } from "./model.js";
import { objectDefinitions } from "./objectDefinition.js";
import { printDefinition } from "./printDefinition.js";
import { recognizesDefinition } from "./recognize.js";
import { validate } from "./validate.js";

const registry = describedRegistry();
const published = registry.objects.flatMap(({ id }) => registry.versions(id));

/** An object with empty descriptions where the table carries none, as a printed file must have some. */
function printable(object: ObjectDefinition): ObjectDefinition {
  const resources = object.resources.map((resource) => ({ ...resource, description: resource.description ?? "" }));
  return { ...object, description: object.description ?? "", resources };
}

test("every published object is printed as a well-formed, well-formatted definition that says the same", () => {
  assert.equal(published.length, 424);
  for (const object of published) {
    const text = printDefinition(object);
    const file = parseDefinitionFile(text);
    assert.deepEqual(file.doc.problems, [], object.urn);
    assert.deepEqual(formatEdits(text), [], object.urn);
    assert.ok(recognizesDefinition(text));
    assert.deepEqual(objectDefinitions(file), [printable(object)]);
  }
});

test("the rules find nothing in a printed object but what they find in the published file", () => {
  /** The rules that report something in a published file, by its name. */
  const recorded = new Map<string, Set<string>>();
  for (const [, file = "", rule = ""] of readFileSync("test/corpus/verdicts.txt", "utf8").matchAll(
    /^(?:version_history\/)?([0-9_-]+)\.xml:\S+ \w+ (\S+)$/gmu,
  )) {
    recorded.set(file, (recorded.get(file) ?? new Set()).add(rule));
  }
  /** The table lacks some texts, and what a table cannot say is no mistake of the printer. */
  const ofTexts = ["description1-empty", "description-empty", "reusable-description"];
  for (const object of published) {
    const { id, version } = object;
    const names = [`${id}`, `${id}-${version.replace(".", "_")}`];
    const known = new Set(names.flatMap((name) => [...(recorded.get(name) ?? [])]));
    const options = validationOptions({ config: emptyConfig, registry, fileName: `${names[1] ?? ""}.xml` });
    const isWhole = [object, ...object.resources].every(({ description }) => description !== undefined);
    for (const { ruleId, message } of validate(parseDefinitionFile(printDefinition(object)), options)) {
      const isExpected = known.has(ruleId) || (!isWhole && ofTexts.includes(ruleId));
      assert.ok(isExpected, `${id} ${version}: ${ruleId}: ${message}`);
    }
  }
});

test("comments stand above the root, and markup in texts is escaped", () => {
  const [object] = published;
  assert.ok(object);
  const text = printDefinition({ ...object, name: "Tank & <Level>" }, { comments: ["First", "Second"] });
  assert.match(text, /^<\?xml [^>]+\?>\n<!-- First -->\n<!-- Second -->\n<LWM2M /u);
  assert.ok(text.includes("<Name>Tank &amp; &lt;Level&gt;</Name>"));
});
