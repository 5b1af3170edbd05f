import assert from "node:assert/strict";
import { test } from "node:test";
import { fixture, textIn } from "../testing/fixture.js";
import { closingSnippet } from "./closeTag.js";
import { linkedEditingRanges } from "./linkedEditing.js";

function checkClosing(marked: string, expected: string | null): void {
  const { doc, offset } = fixture(marked);
  assert.equal(closingSnippet(doc, offset), expected, marked);
}

test("a start tag is closed behind its bracket", () => {
  checkClosing("<LWM2M><Object>|", "$0</Object>");
  checkClosing("<LWM2M>|", "$0</LWM2M>");
  checkClosing(
    `<LWM2M><Object><Resources><Item ID="1">|\n<Item ID="2"></Item></Resources></Object></LWM2M>`,
    "$0</Item>",
  );
  checkClosing("<LWM2M><Object><Name>|<ObjectID>1</ObjectID></Object></LWM2M>", "$0</Name>");
});

test("nothing is closed twice, nor in comments and sections", () => {
  checkClosing("<LWM2M><Object>|</Object></LWM2M>", null);
  checkClosing("<LWM2M><Object/>|</LWM2M>", null);
  checkClosing("<LWM2M><!-- <Object>| --></LWM2M>", null);
  checkClosing("<LWM2M><Object><Name><![CDATA[<Object>|]]></Name></Object></LWM2M>", null);
  checkClosing("<LWM2M><Object></Object>|</LWM2M>", null);
});

test("a lone slash is completed to the end tag of what is open", () => {
  checkClosing("<LWM2M><Object><Name>Tank</|", "Name>");
  checkClosing("<LWM2M><Object><Name>Tank</Name>\n  </|\n</LWM2M>", "Object>");
  checkClosing("<LWM2M><Object><Name>Tank</|Name></Object></LWM2M>", null);
});

function checkLinked(marked: string, expected: number): void {
  const { doc, offset } = fixture(marked);
  const linked = linkedEditingRanges(doc, offset);
  assert.equal(linked?.ranges.length ?? 0, expected, marked);
  const names = new Set(linked?.ranges.map((range) => textIn(doc.source, range)));
  assert.ok(names.size <= 1, marked);
}

test("the names of a tag pair are edited together", () => {
  checkLinked("<LWM2M><Obj|ect></Object></LWM2M>", 2);
  checkLinked("<LWM2M><Object></Object|></LWM2M>", 2);
  checkLinked("<LWM2M><Object>|</Object></LWM2M>", 0);
  checkLinked("<LWM2M><Object|/></LWM2M>", 0);
  checkLinked("<LWM2M><Obje|ct></LWM2M>", 0);
});
