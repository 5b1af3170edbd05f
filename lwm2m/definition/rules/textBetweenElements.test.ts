import { test } from "node:test";
import { checkRule } from "./checkRule.js";
import { changed, itemExample } from "./example.js";
import { textBetweenElements } from "./textBetweenElements.js";

test("stray text goes into a comment", () => {
  const marked = changed(itemExample({}), "<Units>", "«later?»<Units>");
  checkRule(textBetweenElements, marked, { fixed: changed(itemExample({}), "<Units>", "<!-- later? --><Units>").file });
});

test("stray text that cannot be a comment is removed", () => {
  const marked = changed(itemExample({}), "<Units>", "«<![CDATA[a -- b]]>»<Units>");
  checkRule(textBetweenElements, marked, { fixed: itemExample({}).file });
});
