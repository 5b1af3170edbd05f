import assert from "node:assert/strict";
import { test } from "node:test";
import { checkRule } from "./checkRule.js";
import { objectExample } from "./example.js";
import { xmlSyntax } from "./xmlSyntax.js";

/** Checks a description with one bad reference: the message, and whether the first fix is safe. */
function checkReference(marked: string, message: string, fixed: string, isSafe: boolean): void {
  const [diagnostic] = checkRule(xmlSyntax, objectExample({ Description1: marked }), {
    messages: [message],
    fixed: objectExample({ Description1: fixed }).file,
  });
  assert.equal(diagnostic?.fixes[0]?.isSafe, isSafe);
}

test("an ampersand alone is an ampersand", () => {
  checkReference("Tanks «&» basins.", "Write &amp; for an ampersand.", "Tanks &amp; basins.", true);
  checkReference("AT«&»T tanks.", "Write &amp; for an ampersand.", "AT&amp;T tanks.", true);
  checkReference("Tanks «&;» basins.", "Write &amp; for an ampersand.", "Tanks &amp;; basins.", true);
});

test("an entity of HTML is asked about, for it was meant as a character", () => {
  const instead = "Write the character itself instead of &deg;, which XML does not know, or &amp; for an ampersand.";
  checkReference("At 20 «&deg;»C.", instead, "At 20 &amp;deg;C.", false);
});

test("a reference to a character that XML forbids is removed, with a question", () => {
  const remove = "Remove &#x1F;; it stands for no character that XML allows.";
  checkReference("A tank.«&#x1F;»", remove, "A tank.", false);
});
