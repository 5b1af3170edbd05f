import assert from "node:assert/strict";
import { test } from "node:test";
import { formatDefinition, formatRangeEdits, formatText, type FormatOptions } from "./format.js";
import { applyEdits } from "./fix.js";

/** Wraps the inside of an Item into a file with two blanks a level. */
function inItem(inside: string): string {
  return `<LWM2M>\n  <Object>\n    <Resources>\n      <Item ID="1">${inside}</Item>\n    </Resources>\n  </Object>\n</LWM2M>\n`;
}

/** Formats a text and compares it; a second run must change nothing. */
function checkFormat(before: string, after: string, options?: FormatOptions): void {
  const formatted = formatText(before, options);
  assert.equal(formatted, after);
  assert.equal(formatText(formatted, options), formatted, "The second run changes something.");
}

test("every element gets a line of its own, indented by its depth", () => {
  checkFormat(
    `<?xml version="1.0"?><LWM2M><Object><Name>A</Name><Resources><Item ID="1"><Name>B</Name></Item></Resources></Object></LWM2M>`,
    `<?xml version="1.0"?>
<LWM2M>
  <Object>
    <Name>A</Name>
    <Resources>
      <Item ID="1">
        <Name>B</Name>
      </Item>
    </Resources>
  </Object>
</LWM2M>
`,
  );
});

test("elements go into schema order together with their comments", () => {
  checkFormat(
    inItem(`
        <Name>A</Name>
        <!-- why it is read-only -->
        <!-- lwm2m-disable-next-line some-rule -->
        <Type>String</Type> <!-- text -->
        <Operations>R</Operations>
        <Unknown/>
        <MultipleInstances>Single</MultipleInstances>
        <!-- the last word -->
      `),
    inItem(`
        <Name>A</Name>
        <Operations>R</Operations>
        <Unknown/>
        <MultipleInstances>Single</MultipleInstances>
        <!-- why it is read-only -->
        <!-- lwm2m-disable-next-line some-rule -->
        <Type>String</Type> <!-- text -->
        <!-- the last word -->
      `),
  );
});

test("a moved container is laid out too", () => {
  checkFormat(
    `<LWM2M>
 <Object>
    <Description2/>
 <Resources><Item ID="1"><Type/><Name>A</Name></Item></Resources><Name>B</Name>
 </Object>
</LWM2M>
`,
    `<LWM2M>
 <Object>
  <Name>B</Name>
  <Resources>
   <Item ID="1">
    <Name>A</Name>
    <Type/>
   </Item>
  </Resources>
  <Description2/>
 </Object>
</LWM2M>
`,
  );
});

test("values, sections, comments, tags and empty lines stay as they are written", () => {
  checkFormat(
    inItem(`

  <Name  lang = "x"
     >  A &amp; B  </Name>
           <!-- two
    lines -->

        <Description>
  <![CDATA[ a
      b
]]>
  </Description  >
`),
    inItem(`

        <Name  lang = "x"
     >  A &amp; B  </Name>
        <!-- two
    lines -->

        <Description>
  <![CDATA[ a
      b
]]>
  </Description  >
      `),
  );
});

test("empty lines keep no blanks", () => {
  checkFormat(inItem("\n   \t \n        <Name/>\n \n      "), inItem("\n\n        <Name/>\n\n      "));
});

test("comments on the line of a start tag stay there", () => {
  checkFormat(inItem(` <!-- a --> <!-- b --><Name/>`), inItem(` <!-- a --> <!-- b -->\n        <Name/>\n      `));
  const onlyComment = `<LWM2M>\n  <Object>\n    <Resources><!-- none yet --></Resources>\n  </Object>\n</LWM2M>\n`;
  checkFormat(onlyComment, onlyComment);
});

test("the header before the root stays as it is written", () => {
  const header = `\uFEFF<?xml version="1.0"?><!-- license\n\t  text\n-->  \n   <!-- more -->\n\n`;
  checkFormat(`${header}   <LWM2M/>\n\n\n`, `${header}<LWM2M/>\n`);
  checkFormat(`<!-- a --><LWM2M/><!-- b -->`, `<!-- a --><LWM2M/><!-- b -->\n`);
});

test("the indentation and line end that the file uses most are kept", () => {
  checkFormat(
    "<LWM2M>\r\n\t<Object>\r\n\t\t<Name/>\r\n  <ObjectID/><ObjectURN/>\n</Object>\r\n</LWM2M>",
    "<LWM2M>\r\n\t<Object>\r\n\t\t<Name/>\r\n\t\t<ObjectID/>\r\n\t\t<ObjectURN/>\r\n\t</Object>\r\n</LWM2M>\r\n",
  );
});

test("options give the indentation of a file that has none, or of any file", () => {
  const flat = "<LWM2M><Object/></LWM2M>";
  checkFormat(flat, "<LWM2M>\n\t<Object/>\n</LWM2M>\n", { fallbackIndent: "\t" });
  checkFormat("<LWM2M>\n  <Object/>\n</LWM2M>\n", "<LWM2M>\n\t<Object/>\n</LWM2M>\n", { indent: "\t" });
});

test("text between elements keeps its surroundings as they are", () => {
  const text = inItem(`stray\n  <Type/><Name/>`);
  checkFormat(text, text);
});

test("a text with syntax errors or another root is refused with the reason", () => {
  for (const [text, reason] of [
    ["<LWM2M><Object></LWM2M>", /^Close Object/u],
    ["<project></project>", /^The root element is project/u],
    ["", /no .*element/iu],
  ] as const) {
    const { edits, refusal } = formatDefinition(text);
    assert.deepEqual(edits, []);
    assert.match(refusal?.message ?? "", reason);
    assert.equal(formatText(text), text);
  }
});

test("a formatted text has no edits, and an edit touches no more than it must", () => {
  const text = inItem("\n        <Name/>\n         <Type/>\n      ");
  const { edits } = formatDefinition(text);
  const at = text.indexOf(" <Type/>");
  assert.deepEqual(edits, [{ start: at, end: at + 1, newText: "" }]);
  assert.deepEqual(formatDefinition(applyEdits(text, edits)).edits, []);
});

test("formatting a range leaves the rest alone", () => {
  const text = inItem("\n <Name/>\n <Units/>\n <Description/>\n      ");
  const start = text.indexOf("<Units");
  const edits = formatRangeEdits(text, { start, end: start + 3 });
  assert.equal(applyEdits(text, edits), inItem("\n <Name/>\n        <Units/>\n <Description/>\n      "));
});
