import assert from "node:assert/strict";
import { test } from "node:test";
import { checkRule } from "./checkRule.js";
import { itemExample } from "./example.js";
import { unitsUnknown } from "./unitsUnknown.js";

/** Checks what is offered for a unit that SenML does not know: `=X` safely, `?X` with a question. */
function checkUnit(text: string, expected: readonly string[]): void {
  const [diagnostic] = checkRule(unitsUnknown, itemExample({ Units: `«${text}»` }));
  const offers = diagnostic?.fixes.map(({ edits: [edit], isSafe }) => `${isSafe ? "=" : "?"}${edit?.newText ?? ""}`);
  assert.deepEqual(offers, expected, text);
}

test("known units, none and an undecided one are taken", () => {
  for (const Units of ["", " ", "Cel", "/100", "%RH", "Ws", "TBD"]) checkRule(unitsUnknown, itemExample({ Units }));
});

test("words for a unit of the same size are replaced safely, others with a question", () => {
  checkUnit("Seconds", ["=s"]);
  checkUnit("Mbps", ["=Mbit/s"]);
  checkUnit("degrees", ["=deg"]);
  checkUnit("KB", ["?KiB", "?B"]);
  checkUnit("l/min", ["?l/s"]);
  checkUnit("pings", []);
});
