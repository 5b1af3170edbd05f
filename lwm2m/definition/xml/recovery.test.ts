import assert from "node:assert/strict";
import { test } from "node:test";
import { unmark } from "../rules/example.js";
import { definitionVocabulary } from "../structure.js";
import { checkMended, checkProblem } from "./checkProblem.js";
import { parseXml } from "./parse.js";
import { childElements, textOf } from "./query.js";
import type { XmlDocument, XmlElement } from "./tree.js";

/** The elements of a text as `LWM2M(Object(Name="Tank"))`; a text that is only white space is left out. */
function outline(text: string): string {
  const doc = parseXml(text, definitionVocabulary);
  return childElements(doc)
    .map((element) => outlineOf(doc, element))
    .join(" ");
}

function outlineOf(doc: XmlDocument, element: XmlElement): string {
  const children = childElements(element).map((child) => outlineOf(doc, child));
  const text = textOf(doc, element).trim();
  const parts = [...(text === "" ? [] : [`"${text}"`]), ...children];
  return parts.length === 0 ? element.name : `${element.name}(${parts.join(" ")})`;
}

/** Puts fields into an item between two others. */
function inItem(fields: string): string {
  return `<LWM2M><Object><Resources>\n<Item ID="1"><Name>A</Name>\n${fields}\n<Units>s</Units></Item>\n<Item ID="2"><Name>B</Name></Item>\n</Resources></Object></LWM2M>`;
}

/** Checks the one problem of a damaged field inside an item, and that the item is read as if it were mended. */
function checkField(damaged: string, code: Parameters<typeof checkProblem>[1], message: RegExp, mended: string): void {
  checkMended(inItem(damaged), code, message, inItem(mended));
  assert.equal(outline(unmark(inItem(damaged)).text), outline(inItem(mended)));
}

test("a missing end tag: what follows is not swallowed", () => {
  const close = /^Close Type with <\/Type>\.$/u;
  checkField("<«Type»>Time\n<Mandatory/>", "missing-end-tag", close, "<Type>Time</Type>\n<Mandatory/>");
  checkMended(
    "<LWM2M><Object><Resources>\n <«Item»>\n  <Name/>\n <Item/>\n</Resources></Object></LWM2M>",
    "missing-end-tag",
    /^Close Item/u,
    "<LWM2M><Object><Resources>\n <Item>\n  <Name/>\n </Item>\n <Item/>\n</Resources></Object></LWM2M>",
  );
  const { related } = checkProblem("<LWM2M><«Object»><Name/></LWM2M>", "missing-end-tag", /^Close Object/u);
  assert.deepEqual(related, [{ span: { start: 22, end: 30 }, message: "Object is still open here" }]);
});

test("an element that is only misplaced closes nothing", () => {
  const text = "<LWM2M><Object><Resources><Item><Description2/><Name/></Item></Resources>&</Object></LWM2M>";
  assert.equal(outline(text), `LWM2M(Object("&" Resources(Item(Description2 Name))))`);
});

test("wrong end tags", () => {
  const write = /^Write <\/Type> here\.$/u;
  checkField("<Type>Time«</Tpye>»", "misspelled-tag", write, "<Type>Time</Type>");
  checkField("<Type>Time«</Units>»", "misspelled-tag", write, "<Type>Time</Type>");
  checkField("<Type>Time«</Item>»", "misspelled-tag", write, "<Type>Time</Type>");
  checkField("<Type>Time«</»", "misspelled-tag", write, "<Type>Time</Type>");
  checkField("<Type>Time«</Ty»", "misspelled-tag", write, "<Type>Time</Type>");
  checkField("<Type>Time«</Type»", "incomplete-tag", /^End the tag <\/Type with >\.$/u, "<Type>Time</Type>");
  checkField("<Type>Time«</Type x>»", "incomplete-tag", /^Write <\/Type>/u, "<Type>Time</Type>");
  const asInEndTag = /^Write Type here, as in its end tag\.$/u;
  checkMended(inItem("<«Tpye»>Time</Type>"), "misspelled-tag", asInEndTag, inItem("<Type>Time</Type>"));
  checkField("<Type>Time«/Type>»", "missing-angle-bracket", /^Put a < before \/Type>\.$/u, "<Type>Time</Type>");
  const notOpen = /^Remove this <\/Foo>; Foo is not open here\.$/u;
  checkMended(inItem("<Type/>«</Foo>»"), "stray-end-tag", notOpen, inItem("<Type/>"));
  checkMended(inItem("<Type/>«</»"), "stray-end-tag", /^Remove this <\/,/u, inItem("<Type/>"));
  const less = /^Write &lt;/u;
  checkMended(inItem("<Type>a«<»/b</Type>"), "stray-angle-bracket", less, inItem("<Type>a&lt;/b</Type>"));
});

test("start tags without their brackets", () => {
  const end = /^End the tag Type with >\.$/u;
  checkField("«<Type»Time</Type>", "incomplete-tag", end, "<Type>Time</Type>");
  checkField("«<Type» Time = 1 > 0</Type>", "incomplete-tag", end, "<Type> Time = 1 > 0</Type>");
  checkField("«<Type»/100</Type>", "incomplete-tag", end, "<Type>/100</Type>");
  checkField("«<Type»/\n<Mandatory/>", "incomplete-tag", end, "<Type/>\n<Mandatory/>");
  checkField("«<Type»\n<Mandatory/>", "incomplete-tag", end, "<Type/>\n<Mandatory/>");
  checkField("«Type»>Time</Type>", "missing-angle-bracket", /^Put a < before Type\.$/u, "<Type>Time</Type>");
  checkMended(
    `<LWM2M><Object><Resources>«Item» ID="1"><Name/></Item></Resources></Object></LWM2M>`,
    "missing-angle-bracket",
    /^Put a < before Item/u,
    `<LWM2M><Object><Resources><Item ID="1"><Name/></Item></Resources></Object></LWM2M>`,
  );
  checkMended("«LWM2M»><Object/></LWM2M>", "missing-angle-bracket", /before LWM2M/u, "<LWM2M><Object/></LWM2M>");
});

test("a tag that is only begun has no content", () => {
  const finish = /^Finish this tag, or remove it\.$/u;
  for (const begun of ["<M", "<Na", "<Item", "<Resources", "<Foo"]) {
    checkProblem(inItem(`«${begun}»\n<Mandatory/>`), "incomplete-tag", finish);
    const begunElement = begun.slice(1);
    assert.match(
      outline(inItem(`${begun}\n<Mandatory/>`)),
      new RegExp(`Item\\(Name\\("A"\\) ${begunElement} Mandatory Units`, "u"),
    );
  }
  checkProblem("«<LW»\n<LWM2M/>", "incomplete-tag", finish);
  assert.equal(parseXml("<LWM2M\n<LWM2M><Object/></LWM2M>", definitionVocabulary).root?.start, 7);
  checkProblem(inItem("«<»\n<Mandatory/>"), "stray-angle-bracket", /^Write a tag here, or remove this <\.$/u);
});

test("a text that is cut short has one problem, and its repair completes it", () => {
  const message = "Close Name with </Name>; the file ends while Object and LWM2M are open, too.";
  checkMended(
    "<LWM2M>\n<Object>\n<«Name»>A",
    "missing-end-tag",
    message,
    "<LWM2M>\n<Object>\n<Name>A</Name>\n</Object>\n</LWM2M>",
  );
  checkMended("<LWM2M><Object>«</Obj»", "incomplete-tag", /end tag <\/Object>/u, "<LWM2M><Object></Object></LWM2M>");
  checkMended("<LWM2M><Object>«<»", "stray-angle-bracket", /^Finish/u, "<LWM2M><Object></Object></LWM2M>");
  checkMended("<LWM2M>«<!--» a", "unterminated", /^End this comment/u, "<LWM2M><!-- a--></LWM2M>");
  checkMended(
    "<LWM2M><Object><Name>«<![CDATA[» <b></b>",
    "unterminated",
    /^End this CDATA section/u,
    "<LWM2M><Object><Name><![CDATA[ <b></b>]]></Name></Object></LWM2M>",
  );
  checkMended(
    `<LWM2M><Object ObjectType=«"MO»`,
    "unterminated",
    /ObjectType/u,
    `<LWM2M><Object ObjectType="MO"></Object></LWM2M>`,
  );
  checkProblem("<LWM2M><Object «Obj»", "incomplete-tag", /^Finish this tag/u);
});

test("damage outside the vocabulary is mended by names alone", () => {
  checkMended("<a><«b»>c</a>", "missing-end-tag", /^Close b/u, "<a><b>c</b></a>");
  checkMended(
    "<project><name>c«</nmae>»</project>",
    "misspelled-tag",
    /^Write <\/name>/u,
    "<project><name>c</name></project>",
  );
});

test("the element that the damage touches is marked, and no other", () => {
  const doc = parseXml(inItem("<Type>a & b</Type>"), definitionVocabulary);
  const item = doc.root?.children[0]?.kind === "element" ? doc.root : undefined;
  assert.ok(item);
  const damaged: string[] = [];
  const visit = (element: XmlElement): void => {
    if (element.damaged) damaged.push(element.name);
    for (const child of childElements(element)) visit(child);
  };
  visit(item);
  assert.deepEqual(damaged, ["Type"]);
});
