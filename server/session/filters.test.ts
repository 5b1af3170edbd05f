import assert from "node:assert/strict";
import { test } from "node:test";
import { filterFor } from "./filters.js";

test("a document's filter matches its path to the letter", () => {
  const uri = "file:///home/me/%5Ba%5D/10%7B1%7D.xml";
  assert.deepEqual(filterFor(uri, true), {
    language: "xml",
    scheme: "file",
    pattern: { baseUri: "file:///home/me/%5Ba%5D", pattern: "10[{]1[}].xml" },
  });
  assert.deepEqual(filterFor(uri, false), {
    language: "xml",
    scheme: "file",
    pattern: "/home/me/[[]a[]]/10[{]1[}].xml",
  });
  const untitled = { language: "xml", scheme: "untitled", pattern: "Untitled-1" };
  assert.deepEqual(filterFor("untitled:Untitled-1", true), untitled);
});
