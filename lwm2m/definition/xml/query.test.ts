import assert from "node:assert/strict";
import { test } from "node:test";
import { definitionVocabulary } from "../structure.js";
import { parseXml } from "./parse.js";
import { elementAt } from "./query.js";

/** Checks which element is innermost at the caret `|`. */
function checkElementAt(marked: string, expected: string | undefined): void {
  const offset = marked.indexOf("|");
  const doc = parseXml(marked.replace("|", ""), definitionVocabulary);
  assert.equal(elementAt(doc, offset)?.name, expected);
}

test("the element around an offset is the innermost one, its edges included", () => {
  checkElementAt("|<LWM2M><Object><Name>x</Name></Object></LWM2M>", "LWM2M");
  checkElementAt("<LWM2M><Object>|<Name>x</Name></Object></LWM2M>", "Name");
  checkElementAt("<LWM2M><Object><Name>x|</Name></Object></LWM2M>", "Name");
  checkElementAt("<LWM2M><Object><Name>x</Name>| </Object></LWM2M>", "Name");
  checkElementAt("<LWM2M><Object><Name>x</Name> |</Object></LWM2M>", "Object");
  checkElementAt("<LWM2M><Object><!-- | --><Name>x</Name></Object></LWM2M>", "Object");
  checkElementAt("<LWM2M></LWM2M>\n|\n", undefined);
});

test("between two elements without white space the second one counts", () => {
  checkElementAt("<LWM2M><Object><Name>x</Name>|<Units/></Object></LWM2M>", "Units");
});
