import assert from "node:assert/strict";
import { test } from "node:test";
import { definitionVocabulary } from "../structure.js";
import { checkClean } from "./checkProblem.js";
import { parseXml } from "./parse.js";
import { allElements, childNamed, contentSpan, elementAt, nodeAt, textOf } from "./query.js";

interface Place {
  /** What `nodeAt` finds: the name of an element, or the kind of another node. */
  readonly node: string | undefined;
  /** What `elementAt` finds, from the outermost element in. */
  readonly element: string;
}

/** Checks what is at the caret `|` of a text. */
function checkAt(marked: string, expected: Place): void {
  const offset = marked.indexOf("|");
  const doc = parseXml(marked.replace("|", ""), definitionVocabulary);
  const node = nodeAt(doc, offset);
  const names: string[] = [];
  for (let next = elementAt(doc, offset); next !== undefined; next = next.parent) names.unshift(next.name);
  const found = { node: node?.kind === "element" ? node.name : node?.kind, element: names.join("/") };
  assert.deepEqual(found, expected, marked);
}

test("a caret in whole elements", () => {
  checkAt("|<LWM2M><Object/></LWM2M>", { node: "LWM2M", element: "LWM2M" });
  checkAt("<LW|M2M><Object/></LWM2M>", { node: "LWM2M", element: "LWM2M" });
  checkAt("<LWM2M>|<Object/></LWM2M>", { node: "Object", element: "LWM2M/Object" });
  checkAt("<LWM2M><Object |/></LWM2M>", { node: "Object", element: "LWM2M/Object" });
  checkAt("<LWM2M><Object/>|</LWM2M>", { node: "LWM2M", element: "LWM2M/Object" });
  checkAt("<LWM2M><Object/> |</LWM2M>", { node: "LWM2M", element: "LWM2M" });
  checkAt("<LWM2M> | <Object/></LWM2M>", { node: "text", element: "LWM2M" });
  checkAt("<LWM2M><Object><Name>Ta|nk</Name></Object></LWM2M>", { node: "text", element: "LWM2M/Object/Name" });
  checkAt("<LWM2M><Object><Name>|</Name></Object></LWM2M>", { node: "Name", element: "LWM2M/Object/Name" });
  checkAt("<LWM2M><Object><Name/>|<Mandatory/></Object></LWM2M>", {
    node: "Mandatory",
    element: "LWM2M/Object/Mandatory",
  });
  checkAt("<LWM2M></LWM2M>|", { node: undefined, element: "LWM2M" });
  checkAt("<LWM2M></LWM2M>\n|", { node: undefined, element: "" });
  checkAt("<!-- | --><LWM2M/>", { node: "comment", element: "" });
  checkAt("<LWM2M><!-- | --></LWM2M>", { node: "comment", element: "LWM2M" });
  checkAt("<LWM2M><Name><![CDATA[|]]></Name></LWM2M>", { node: "cdata", element: "LWM2M/Name" });
});

test("a caret where somebody writes", () => {
  const behind = "\n<Mandatory/></Object></LWM2M>";
  checkAt(`<LWM2M><Object>\n<|${behind}`, { node: "text", element: "LWM2M/Object" });
  checkAt(`<LWM2M><Object>\n<Na|${behind}`, { node: "Na", element: "LWM2M/Object/Na" });
  checkAt(`<LWM2M><Object>\n<Name|${behind}`, { node: "Name", element: "LWM2M/Object/Name" });
  checkAt(`<LWM2M><Object>\n<Name>Ta|${behind}`, { node: "text", element: "LWM2M/Object/Name" });
  checkAt(`<LWM2M><Object>\n<Name>Tank</|${behind}`, { node: "text", element: "LWM2M/Object/Name" });
  checkAt(`<LWM2M><Object>\n<Name a="|${behind}`, { node: "Name", element: "LWM2M/Object/Name" });
  checkAt(`<LWM2M><Object>\n<Name/>\n|${behind}`, { node: "text", element: "LWM2M/Object" });
});

test("a caret at the end of a file that is not complete", () => {
  checkAt("|", { node: undefined, element: "" });
  checkAt("<|", { node: undefined, element: "" });
  checkAt("<LW|", { node: "LW", element: "LW" });
  checkAt("<LWM2M>|", { node: "LWM2M", element: "LWM2M" });
  checkAt("<LWM2M>\n  |", { node: "LWM2M", element: "LWM2M" });
  checkAt("<LWM2M><Object>\n<Name/>\n|", { node: "Object", element: "LWM2M/Object" });
  checkAt("<LWM2M><Object>\n<Name>Tank</Name>|", { node: "Object", element: "LWM2M/Object/Name" });
  checkAt("<LWM2M><Object>\n<Name>Tank|", { node: "Name", element: "LWM2M/Object/Name" });
  checkAt('<LWM2M><Object><Resources><Item ID="|', { node: "Item", element: "LWM2M/Object/Resources/Item" });
});

test("the content of an element", () => {
  const doc = checkClean("<a>b<c/><d>e</d> f&amp;<![CDATA[&amp;\r\n]]>\r\n</a>");
  assert.ok(doc.root);
  assert.equal(textOf(doc, doc.root), "b f&&amp;\n\n");
  assert.deepEqual(
    [...allElements(doc)].map(({ name }) => name),
    ["a", "c", "d"],
  );
  const [c, d] = ["c", "d"].map((name) => doc.root && childNamed(doc.root, name));
  assert.ok(c && d);
  assert.deepEqual(contentSpan(c), { start: 8, end: 8 });
  assert.deepEqual(contentSpan(d), { start: 11, end: 12 });
});

test("every offset of a text with many siblings is found without looking at all of them", () => {
  const text = `<LWM2M>${"<Object/>".repeat(2000)}</LWM2M>`;
  const doc = parseXml(text, definitionVocabulary);
  for (let index = 0; index < 2000; index++) {
    assert.equal(elementAt(doc, 7 + index * 9 + 4)?.start, 7 + index * 9);
  }
});
