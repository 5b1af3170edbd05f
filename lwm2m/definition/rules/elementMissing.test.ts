import assert from "node:assert/strict";
import { test } from "node:test";
import { checkRule } from "./checkRule.js";
import { elementMissing } from "./elementMissing.js";
import { changed, fileText, itemExample, itemText, objectExample, objectText } from "./example.js";

test("each missing element is inserted at its place", () => {
  const bad = itemExample({ Name: null, RangeEnumeration: null, Units: null, Description: null });
  checkRule(elementMissing, changed(bad, "<Item", "<««««Item»»»»"), {
    messages: [
      "Add the element Name to this Item.",
      "Add the element RangeEnumeration to this Item; it may be empty.",
      "Add the element Units to this Item; it may be empty.",
      "Add the element Description to this Item.",
    ],
  });
});

test("an element without any gets all at once, and not unasked", () => {
  const all =
    "Add the elements Name, Operations, MultipleInstances, Mandatory, Type, RangeEnumeration, Units and Description to " +
    "this Item.";
  const empty = (markup: string) => fileText(objectText({ Resources: [markup] }));
  const filled = itemText({
    Name: "",
    Operations: "",
    MultipleInstances: "",
    Mandatory: "",
    Type: "",
    Description: "",
  });
  for (const content of ["", "\n      "]) {
    const bad = { ...itemExample({}), file: empty(`      <«Item» ID="0">${content}</Item>`) };
    const [diagnostic] = checkRule(elementMissing, bad, { messages: [all], fixed: empty(filled) });
    assert.equal(diagnostic?.fixes[0]?.isSafe, false);
  }
  const short = { ...itemExample({}), file: empty(`      <«Item» ID="0"/>`) };
  checkRule(elementMissing, short, { messages: [all], fixed: empty(filled) });
});

test("an object needs its elements too, but not its versions", () => {
  const example = changed(
    objectExample({ Description2: null, ObjectVersion: null, LWM2MVersion: null }),
    "<Obj",
    "<«Obj",
  );
  const fixed = fileText(objectText({ ObjectVersion: null, LWM2MVersion: null }));
  checkRule(elementMissing, changed(example, "ect O", "ect» O"), { fixed });
});

test("a choice is offered where several values are possible", () => {
  const example = changed(itemExample({ Mandatory: null }), "<Item", "<«Item»");
  const [diagnostic] = checkRule(elementMissing, example, {
    fixed: fileText(objectText({ Resources: [itemText({ Mandatory: "Optional" })] })),
  });
  assert.deepEqual(
    diagnostic?.fixes.map(({ title, isSafe }) => [title, isSafe]),
    [
      ["Add Mandatory Optional", false],
      ["Add Mandatory Mandatory", false],
    ],
  );
});

test("an element that is being typed, or misspelt, is not missing", () => {
  const without = itemExample({ Units: null });
  checkRule(elementMissing, changed(without, "<Description>", "<Un\n        <Description>"));
  checkRule(elementMissing, changed(without, "<Description>", "<Foo>\n        <Description>"));
  checkRule(elementMissing, changed(without, "<Description>", "<Unit>s</Unit>\n        <Description>"));
});

test("a damaged element that is known hides nothing", () => {
  const without = changed(itemExample({ Units: null, Description: "a & b" }), "<Item", "<«Item»");
  checkRule(elementMissing, without);
});
