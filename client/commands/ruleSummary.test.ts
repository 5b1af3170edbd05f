import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { rules } from "../../lwm2m/definition/rules/index.js";
import { ruleSummary } from "./ruleSummary.js";

test("a rule page tells what the rule asks for and OMA's number", () => {
  for (const { id, title, oma } of rules) {
    const description = oma === undefined ? "" : `OMA ${oma}`;
    assert.deepEqual(ruleSummary(readFileSync(`docs/rules/${id}.md`, "utf8")), { description, detail: title });
  }
});

test("any other text tells nothing", () => {
  assert.deepEqual(ruleSummary("# A page\n\nSome text.\n"), { description: "", detail: "" });
});
