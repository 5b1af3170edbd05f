import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDefinitionFile } from "./definitionFile.js";
import { fileText, itemText, objectText } from "./rules/example.js";

test("a field knows its value and where the value stands", () => {
  const text = fileText(objectText({ Resources: [itemText({ Description: "\n  <![CDATA[ Some text ]]>\n" })] }));
  const file = parseDefinitionFile(text);
  assert.deepEqual(file.doc.problems, []);
  const item = file.objects[0]?.items[0];
  assert.ok(item);
  assert.equal(item.resourceId, 0);
  const description = item.field("Description");
  assert.ok(description);
  assert.equal(description.value, "Some text");
  assert.equal(text.slice(description.span.start, description.span.end), "Some text");
  assert.equal(item.field("Units")?.value, "");
});
