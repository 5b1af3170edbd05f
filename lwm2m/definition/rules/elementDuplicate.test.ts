import assert from "node:assert/strict";
import { test } from "node:test";
import { checkRule } from "./checkRule.js";
import { elementDuplicate } from "./elementDuplicate.js";
import { changed, itemExample } from "./example.js";

test("the same element twice is removed safely, another text is not", () => {
  const same = changed(itemExample({}), "</Units>", "</Units>\n        <«Units»></Units>");
  assert.equal(checkRule(elementDuplicate, same, { fixed: itemExample({}).file })[0]?.fixes[0]?.isSafe, true);
  const other = changed(itemExample({}), "</Units>", "</Units>\n        <«Units»>s</Units>");
  const [diagnostic] = checkRule(elementDuplicate, other, { fixed: itemExample({}).file });
  assert.equal(diagnostic?.fixes[0]?.isSafe, false);
  assert.deepEqual(
    diagnostic.related.map(({ message }) => message),
    ["The first Units"],
  );
});

test("an element that is being typed is no duplicate", () => {
  checkRule(elementDuplicate, changed(itemExample({}), "<Operations>", "<Units\n        <Operations>"));
});
