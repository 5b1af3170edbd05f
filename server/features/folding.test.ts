import assert from "node:assert/strict";
import { test } from "node:test";
import { definition } from "../testing/fixture.js";
import { foldingRanges, type FoldingSupport } from "./folding.js";

const text = `<?xml version="1.0"?>
<!--
License: BSD
-->
<LWM2M>
  <Object>
    <Name>Tank</Name>
    <Resources>
      <Item ID="0">
        <Name>Level</Name>
        <Description><![CDATA[One
two]]></Description>
      </Item>
      <!-- not
           yet -->
    </Resources>
  </Object>
</LWM2M>
`;

/** Each fold as its first and last visible line, counted from 1 as the editor shows them. */
function checkFolds(support: Partial<FoldingSupport>, expected: readonly string[]): void {
  const doc = definition(text);
  const ranges = foldingRanges(doc, { isLineOnly: true, hasCollapsedText: true, limit: undefined, ...support });
  const seen = ranges
    .toSorted((a, b) => a.startLine - b.startLine)
    .map((range) => {
      const at = (line: number, character: number | undefined) =>
        character === undefined ? String(line + 1) : `${line + 1}:${character}`;
      const place = `${at(range.startLine, range.startCharacter)}-${at(range.endLine, range.endCharacter)}`;
      return [place, range.kind, range.collapsedText].filter((part) => part !== undefined).join(" ");
    });
  assert.deepEqual(seen, expected);
}

test("elements, descriptions and comments fold by whole lines, end tags stay visible", () => {
  checkFolds({}, ["2-4 comment License", "5-17", "6-16 Tank", "8-15", "9-12 0 Level", "11-12", "14-15 comment"]);
});

test("a client that knows characters gets exact folds", () => {
  checkFolds({ isLineOnly: false, hasCollapsedText: false, limit: 3 }, ["2:4-4:3 comment", "5:7-18:0", "6:10-17:2"]);
});

test("a limit keeps the outer folds", () => {
  checkFolds({ limit: 2, hasCollapsedText: false }, ["2-4 comment", "5-17"]);
});
