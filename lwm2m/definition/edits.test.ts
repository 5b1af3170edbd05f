import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDefinitionFile } from "./definitionFile.js";
import { addAttribute, insertChild, removeAttribute, removeElement, rename, setText } from "./edits.js";
import { applyEdits } from "./fix.js";
import type { Edit } from "./rules/rule.js";
import { allElements } from "./xml/query.js";
import type { XmlElement } from "./xml/tree.js";

/** Checks what becomes of a text when the first element of a name is edited. */
function checkEdit(
  text: string,
  name: string,
  edit: (element: XmlElement, text: string) => Edit | readonly Edit[],
  expected: string,
): void {
  const { doc } = parseDefinitionFile(text);
  const element = [...allElements(doc)].find((candidate) => candidate.name === name);
  assert.ok(element);
  assert.equal(applyEdits(text, [edit(element, text)].flat()), expected);
}

function insert(name: string, content = "") {
  return (element: XmlElement, text: string) => insertChild(text, element, name, content);
}

test("a text is replaced whatever it stands in, and escaped", () => {
  checkEdit("<Units>Sec</Units>", "Units", (element) => setText(element, "s"), "<Units>s</Units>");
  checkEdit("<Units><![CDATA[ x ]]></Units>", "Units", (element) => setText(element, ""), "<Units></Units>");
  checkEdit("<Units/>", "Units", (element) => setText(element, "a<b&c"), "<Units>a&lt;b&amp;c</Units>");
  checkEdit("<Units />", "Units", (element) => setText(element, "s"), "<Units >s</Units>");
});

test("a comment beside the text stays", () => {
  const write = (element: XmlElement) => setText(element, "s");
  checkEdit("<Units><!-- a -->Sec<!-- b --></Units>", "Units", write, "<Units><!-- a -->s<!-- b --></Units>");
  checkEdit("<Units> Sec <!-- b --></Units>", "Units", write, "<Units>s<!-- b --></Units>");
  checkEdit("<Units><!-- a --></Units>", "Units", write, "<Units>s<!-- a --></Units>");
});

test("an element is renamed in both of its tags", () => {
  const toUnits = (element: XmlElement, text: string) => rename(text, element, "Units");
  checkEdit("<Unit a='Unit'>Unit</Unit >", "Unit", toUnits, "<Units a='Unit'>Unit</Units >");
  checkEdit("<Unit/>", "Unit", toUnits, "<Units/>");
});

test("an element is removed with its line, if it has that for itself", () => {
  const remove = (element: XmlElement, text: string) => removeElement(text, element);
  checkEdit("<Item>\n  <Units/>\n  <Name/>\n</Item>", "Units", remove, "<Item>\n  <Name/>\n</Item>");
  checkEdit("<Item>\r\n  <Units/>  \r\n</Item>", "Units", remove, "<Item>\r\n</Item>");
  checkEdit("<Item>\n  <Units/><Name/>\n</Item>", "Units", remove, "<Item>\n  <Name/>\n</Item>");
});

test("attributes are added behind the others and removed with the white space before them", () => {
  const id = (element: XmlElement) => addAttribute(element, "ID", 'a"b');
  checkEdit("<Item></Item>", "Item", id, '<Item ID="a&quot;b"></Item>');
  checkEdit("<Item x='1' />", "Item", id, "<Item x='1' ID=\"a&quot;b\" />");
  const remove = ({ attributes: [first] }: XmlElement, text: string) =>
    first === undefined ? [] : removeAttribute(text, first);
  checkEdit("<Item\n  x='1' ID='0'>", "Item", remove, "<Item ID='0'>");
});

test("a child is inserted behind the one before it in the schema, indented like it", () => {
  const before = "<Item>\n\t<Name/>\n\t<Type/> <!-- why -->\n\t<Description/>\n</Item>";
  const after = "<Item>\n\t<Name/>\n\t<Type/> <!-- why -->\n\t<Units>s</Units>\n\t<Description/>\n</Item>";
  checkEdit(`<LWM2M><Object><Resources>${before}`, "Item", insert("Units", "s"), `<LWM2M><Object><Resources>${after}`);
});

test("a child is inserted before the first one if none comes before it, above its comment", () => {
  const lead = "<LWM2M><Object><Resources>";
  const before = `${lead}<Item>\r\n  <!-- why -->\r\n  <Type/>\r\n</Item>`;
  const after = `${lead}<Item>\r\n  <Name></Name>\r\n  <!-- why -->\r\n  <Type/>\r\n</Item>`;
  checkEdit(before, "Item", insert("Name"), after);
});

test("a child is inserted on the same line where all stand on one line", () => {
  const lead = "<LWM2M><Object><Resources>";
  checkEdit(
    `${lead}<Item><Name/><Type/></Item>`,
    "Item",
    insert("Operations", "R"),
    `${lead}<Item><Name/><Operations>R</Operations><Type/></Item>`,
  );
});

test("a first child opens its parent, indented by the step of the file", () => {
  const lead = "<LWM2M>\n   <Object>\n      <Resources>\n";
  const expected = `${lead}         <Item ID="0">\n            <Name></Name>\n         </Item>`;
  checkEdit(`${lead}         <Item ID="0"></Item>`, "Item", insert("Name"), expected);
  checkEdit(`${lead}         <Item ID="0"/>`, "Item", insert("Name"), expected);
  checkEdit(`${lead}         <Item ID="0">\n         </Item>`, "Item", insert("Name"), expected);
});
