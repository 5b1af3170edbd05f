import assert from "node:assert/strict";
import { test } from "node:test";
import { checkRule } from "./checkRule.js";
import { elementUnknown } from "./elementUnknown.js";
import { changed, itemExample } from "./example.js";

test("a misspelt element gets its name in both tags", () => {
  const bad = changed(changed(itemExample({ Units: "s" }), "<Units>", "<«units»>"), "</Units>", "</units>");
  checkRule(elementUnknown, bad, {
    messages: ["Write Units instead of “units”."],
    fixed: itemExample({ Units: "s" }).file,
  });
});

test("an element of another vocabulary is removed only if asked for", () => {
  const bad = changed(itemExample({}), "<Units>", "<«Default»>5</Default>\n        <Units>");
  const [diagnostic] = checkRule(elementUnknown, bad, {
    messages: ["Remove Default; the schema has no such element inside Item."],
    fixed: itemExample({}).file,
  });
  assert.equal(diagnostic?.fixes[0]?.isSafe, false);
});

test("what stands inside an unknown element is not reported again", () => {
  checkRule(elementUnknown, changed(itemExample({}), "<Units>", "<«Notes»><Note>5</Note></Notes>\n        <Units>"));
});

test("markup inside a description goes into a CDATA section", () => {
  const bad = itemExample({ Description: "A <«b»>bold</b> word." });
  checkRule(elementUnknown, bad, { fixed: itemExample({ Description: "<![CDATA[A <b>bold</b> word.]]>" }).file });
  const referenced = itemExample({ Description: "A <«b»>bold</b> word &amp; more." });
  assert.deepEqual(checkRule(elementUnknown, referenced)[0]?.fixes, []);
});
