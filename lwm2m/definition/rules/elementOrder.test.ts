import { test } from "node:test";
import { checkRule } from "./checkRule.js";
import { elementOrder } from "./elementOrder.js";
import { changed, fileText, itemExample, itemText, objectExample, objectText } from "./example.js";

test("the elements of an object are sorted with the line of their own", () => {
  const description = "<Description2>More.</Description2>";
  const bad = changed(objectExample({ Description2: null }), "<ObjectID>", `${description}\n    <ObjectID>`);
  checkRule(elementOrder, changed(bad, "Description2>More", "«Description2»>More"), {
    fixed: fileText(objectText({ Description2: "More." })),
    messages: [
      "Move Description2 behind Resources; the order is Name, Description1, ObjectID, ObjectURN, LWM2MVersion, " +
        "ObjectVersion, MultipleInstances, Mandatory, Resources, Description2.",
    ],
  });
});

test("the order of uCIFI is sorted although an element is missing", () => {
  const names = ["Name", "«Type»", "Operations", "Mandatory", "MultipleInstances", "Description", "Units"];
  const lines = names.map((name) => `        <${name}>x</${name.replace(/[«»]/gu, "")}>`);
  const sorted = ["Name", "Operations", "MultipleInstances", "Mandatory", "Type", "Units", "Description"];
  const item = (inner: readonly string[]) => ['      <Item ID="0">', ...inner, "      </Item>"].join("\n");
  checkRule(elementOrder, fileText(objectText({ Resources: [item(lines)] })), {
    fixed: fileText(objectText({ Resources: [item(sorted.map((name) => `        <${name}>x</${name}>`))] })),
  });
});

test("nothing is sorted while an element is being typed", () => {
  checkRule(elementOrder, changed(itemExample({ Type: null }), "<Name>", "<Type>Integer\n        <Name>"));
  checkRule(elementOrder, fileText(objectText({ Resources: [itemText()] })));
});
