import assert from "node:assert/strict";
import { test } from "node:test";
import { checkRule } from "./checkRule.js";
import { description2Characters } from "./description2Characters.js";
import { descriptionCharacters } from "./descriptionCharacters.js";
import { itemExample, objectExample } from "./example.js";
import { nameNotAscii } from "./nameNotAscii.js";

/** Checks a description: the text after the fixes, and level and safety of each finding as `error safe`. */
function checkDescription(marked: string, fixed: string, verdicts: readonly string[]): void {
  const diagnostics = checkRule(descriptionCharacters, itemExample({ Description: marked }), {
    fixed: itemExample({ Description: fixed }).file,
  });
  const found = diagnostics.map(
    ({ level, fixes: [fix] }) => `${level} ${fix === undefined ? "-" : fix.isSafe ? "safe" : "asked"}`,
  );
  assert.deepEqual(found, verdicts);
}

test("what word processors write becomes plain characters", () => {
  checkDescription("«“»Full«”» «–» «…»", '"Full" - ...', ["error safe", "error safe", "error safe", "warning safe"]);
  checkDescription("the tank«’»s level", "the tank's level", ["warning safe"]);
  checkDescription("5«\u00a0»m«\u200b»", "5 m", ["warning safe", "warning safe"]);
});

test("signs with a meaning are replaced only if asked for", () => {
  checkDescription("5 «µ»m «≤» 6 «Ω»", "5 um &lt;= 6 Ohm", ["warning asked", "warning asked", "warning asked"]);
  checkDescription("<![CDATA[5 «≤» 6]]>", "<![CDATA[5 <= 6]]>", ["warning asked"]);
});

test("another alphabet is one finding for a run of words", () => {
  checkDescription("Level «уровень воды» in m", "Level уровень воды in m", ["warning -"]);
});

test("a reference to a character is that character, but not in a CDATA section", () => {
  checkDescription("«&#8220;»Full«&#x201D;» &amp; &quot;", '"Full" &amp; &quot;', ["error safe", "error safe"]);
  checkRule(descriptionCharacters, itemExample({ Description: "<![CDATA[&#8220;]]>" }));
});

test("characters in comments are not judged", () => {
  checkRule(descriptionCharacters, itemExample({ Description: "Full<!-- “ -->" }));
});

test("a name gets a warning also where a description has an error", () => {
  const [diagnostic] = checkRule(nameNotAscii, objectExample({ Name: "Tank «–» Level" }), {
    messages: ["Write - instead of this dash."],
    fixed: objectExample({ Name: "Tank - Level" }).file,
  });
  assert.equal(diagnostic?.level, "warning");
});

test("an unknown character is named by its number", () => {
  checkRule(description2Characters, objectExample({ Description2: "A «€» B «😀»" }), {
    messages: ["Write “€” (U+20AC) in ASCII characters.", "Write “😀” (U+1F600) in ASCII characters."],
  });
});
