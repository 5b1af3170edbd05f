import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { format } from "prettier";
import { markedExcerpt } from "./pageExcerpt.js";
import { generatedFiles } from "./pages.js";

test("the committed rule pages are the generated ones, and there are no others", async () => {
  const files = generatedFiles();
  for (const { path, text } of files) {
    const expected = await format(text, { filepath: path, printWidth: 120 });
    assert.equal(readFileSync(path, "utf8"), expected, `${path} is stale. Run "npm run generate".`);
  }
  const committed = readdirSync("docs/rules").map((name) => `docs/rules/${name}`);
  assert.deepEqual(committed.sort(), files.map(({ path }) => path).sort());
});

test("an excerpt points at its marked places", () => {
  const excerpt = '    <Item ID="0">\n      <Units>«Seconds»</Units>\n    </Item>';
  const expected = '<Item ID="0">\n  <Units>Seconds</Units>\n         ^^^^^^^ Write s.\n</Item>';
  assert.equal(markedExcerpt(excerpt, ["Write s."]), expected);
});

test("an excerpt shows a carriage return, a special blank and the end of a long line", () => {
  assert.equal(markedExcerpt("a«\r»\nb", ["Remove it."]), "a␍\n ^ Remove it.\nb");
  assert.equal(markedExcerpt("a«\u00a0»b", []), "a⍽b\n ^");
  assert.equal(markedExcerpt("x".repeat(200), []).length, 160);
});

test("an excerpt leaves out what is the same in the other example", () => {
  const lines = (middle: string) =>
    `<Object>\n  <A/>\n  <B/>\n  <C/>\n  <D/>\n  ${middle}\n  <F/>\n  <G/>\n  <H/>\n  <I/>\n</Object>`;
  const expected = "<Object>\n  …\n  <C/>\n  <D/>\n  <E/>\n  <F/>\n  <G/>\n  …\n</Object>";
  assert.equal(markedExcerpt(lines("<E/>"), [], lines("<e/>")), expected);
});
