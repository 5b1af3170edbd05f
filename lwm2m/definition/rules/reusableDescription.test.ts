import { test } from "node:test";
import { digestWithoutWhiteSpace } from "../../base/digest.js";
import { loadRegistry } from "../registry/loadRegistry.js";
import { checkRule } from "./checkRule.js";
import { fileText, itemText, objectText } from "./example.js";
import { reusableDescription } from "./reusableDescription.js";

const published = "Where it stands,\nif x < 9 & known.";

/** A registry that knows the description of one reusable resource. */
const registry = loadRegistry({
  format: 1,
  source: { digest: "" },
  reusableResources: [[5528, "X Coordinate", "RW", "Integer", "", "", digestWithoutWhiteSpace(published)]],
  objects: [],
  descriptions: { [digestWithoutWhiteSpace(published)]: published },
});

function file(description: string): string {
  return fileText(objectText({ Resources: [itemText({ id: "5528", Description: description })] }));
}

/** Checks that a description is replaced by the published one. */
function checkFixed(description: string, fixed: string): void {
  checkRule(reusableDescription, file(description), {
    registry,
    messages: [
      "This is not how OMA's Common.xml describes reusable resource 5528; write that, " +
        "and say what is special to this object in Description2.",
    ],
    fixed: file(fixed),
  });
}

test("a known description is written in place of the author's, in CDATA where that is", () => {
  checkFixed("«Mine.»", "Where it stands,\nif x &lt; 9 &amp; known.");
  checkFixed("<![CDATA[«Mine.»]]>", `<![CDATA[${published}]]>`);
  checkFixed("\n  <![CDATA[ «Mine.» ]]>\n", `\n  <![CDATA[${published}]]>\n`);
});

test("an unknown description is to be copied from Common.xml", () => {
  checkRule(reusableDescription, file("«Mine.»"), {
    messages: [
      "This is not how OMA's Common.xml describes reusable resource 5528; copy that from Item 5528 of OMA's Common.xml, " +
        "and say what is special to this object in Description2.",
    ],
    fixed: file("Mine."),
  });
});

test("white space does not count", () => {
  checkRule(reusableDescription, file("<![CDATA[  Where it\n\tstands, if x < 9 &known. ]]>"), { registry });
  checkRule(reusableDescription, file("Where it stands, if x &lt; 9 &#38; known."), { registry });
});
