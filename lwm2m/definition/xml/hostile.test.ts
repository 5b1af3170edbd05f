import assert from "node:assert/strict";
import { test } from "node:test";
import { definitionVocabulary } from "../structure.js";
import { maximumLength, parseCounting, parseXml } from "./parse.js";
import { allElements } from "./query.js";
import type { XmlProblemCode } from "./tree.js";

/** Twice the text may be this much more work. */
const linearGrowth = 2.2;

/** No code unit may be looked at more often than this on average. */
const visitsEach = 60;

const item = "<LWM2M><Object><Resources><Item>";

/** Texts made to be expensive: a beginning, and what follows it many times. `#` becomes a running number. */
const hostile: readonly (readonly [start: string, repeated: string])[] = [
  ["", "<"],
  ["", "</"],
  ["", "<!"],
  ["", "<?"],
  ["", "<!--"],
  ["<a>", "<!--"],
  [item, "<!-- <Item>"],
  [item, "<Name><!--"],
  ["<a>", "<!-- -- "],
  ["<!--", "-- "],
  ["<a>", "<!-- <!-- -->"],
  ["<a>", "<![CDATA["],
  [`${item}<Description>`, "<![CDATA["],
  ["<a>", "<![CDATA[ <![CDATA[ ]]>"],
  ["<a>", "]]>"],
  ["<a>", "<?a"],
  ["", "<?a "],
  ["", "<!DOCTYPE ["],
  ["", "<!DOCTYPE [>"],
  ["<a>", "&"],
  ["<a>", "&amp;"],
  ["<a>", "&#00"],
  ["<a b='", "&"],
  ["<a>", "<b>"],
  ["<a>", "<b#>"],
  ["<a>", "<b#"],
  ["<a>", "</b#>"],
  ["<a>", "<b#></c#>"],
  ["<a>", "<b><c></b>"],
  ["<a>", "<b#><c></b#>"],
  ["<a>", "<b/>"],
  ["<a", " b#=''"],
  ["<a", " b=''"],
  ["<a", "b=''"],
  ["<a", " b"],
  ["<a", " b#=c"],
  ["<a", " b='c"],
  ["<a", ' b="c'],
  ["<a", " b='\"c"],
  ["<a", " b='c d="],
  ["<a", " b='<"],
  ["<a b='", "c "],
  ["<a b='", "c\n"],
  ["<a", " %"],
  ["<a", " /"],
  ["<a ", "/ "],
  ["<a", " xmlns:p#='u'"],
  ["<a", " p#:b='u'"],
  ["<a xmlns:p='u'>", "<p:b xmlns:p='v'>"],
  ["<", "a"],
  ["<", "a:"],
  ["</", "a"],
  ["<a>", "a:"],
  [item, "Name "],
  [item, "Name>"],
  [item, "Name "],
  [item, "Name a='"],
  [item, "<Name>"],
  [item, "<Name"],
  [item, "<Name>/Name>"],
  [item, "</Name"],
  [item, "<NameX"],
  [item, "<Item>"],
  [item, "<Name>a</Item><Item>"],
  [item, "<Name>a<b"],
  [item, "</Item><Item>"],
  [item, "</"],
  [`${item}<Name>`, "</"],
  [`${item}<Name>`, "<N"],
  [`${item}<Name>`, "</N "],
  ["", "<LWM2M><Object><Resources><Item><Name>"],
  ["", "<LWM2M>"],
  ["", "<LWM2M"],
  ["", "<a></a>"],
  ["", "<Name "],
  ["", "a "],
  ["", " "],
  ["<a>", "\r\n"],
  ["<a>\n", "\t<b"],
  ["<a>", "\0"],
  ["<a>", "\ud800"],
  ["<a>", "\ud83d\ude00"],
  ["<a", "\0"],
];

function repeated(start: string, unit: string, length: number): string {
  let text = start;
  for (let index = 0; text.length < length; index++) text += unit.replace("#", String(index));
  return text;
}

for (const [start, unit] of hostile) {
  test(`the work is linear in ${JSON.stringify(`${start} ${unit} ${unit} …`)}`, () => {
    const [once, twice] = [40_000, 80_000].map((length) => {
      const { doc, steps } = parseCounting(repeated(start, unit, length), definitionVocabulary);
      assert.ok(doc.problems.length <= 201);
      return steps;
    });
    assert.ok(once !== undefined && twice !== undefined);
    assert.ok(twice <= once * linearGrowth + 1000, `${once} steps, and ${twice} for twice the text`);
    assert.ok(twice <= 80_000 * visitsEach, `${twice} steps`);
  });
}

/** Checks that a text is given up with a problem of that code, which comes last. */
function checkGivenUp(text: string, code: XmlProblemCode): void {
  const { doc, steps } = parseCounting(text, definitionVocabulary);
  assert.ok(doc.problems.some((problem) => problem.code === code));
  assert.ok(steps <= text.length * visitsEach);
}

test("ten million brackets are one text with a bounded list of problems", () => {
  const text = "<".repeat(10_000_000);
  const { doc, steps } = parseCounting(text, definitionVocabulary);
  assert.equal(doc.nodes.length, 1);
  assert.ok(doc.problems.length <= 201);
  assert.ok(steps <= text.length * visitsEach);
});

test("a million attributes are too large", () => {
  checkGivenUp(repeated("<a", " b#=''", 10_000_000), "too-large");
});

test("a million elements are too large", () => {
  checkGivenUp(`<a>${"<b/>".repeat(1_000_000)}</a>`, "too-large");
});

test("a million comments that do not end cost no more than reading", () => {
  const { doc } = parseCounting("<!--".repeat(1_000_000), definitionVocabulary);
  assert.ok(doc.problems.length > 0);
});

test("elements nest to a depth that recursion can bear", () => {
  const text = "<a>".repeat(100_000);
  checkGivenUp(text, "too-deep");
  let deepest = 0;
  for (const element of allElements(parseXml(text, definitionVocabulary))) {
    let depth = 0;
    for (let next = element.parent; next !== undefined; next = next.parent) depth++;
    deepest = Math.max(deepest, depth);
  }
  assert.equal(deepest, 256);
});

test("a text beyond the limit is not read at all", () => {
  const { doc, steps } = parseCounting("<a/>".padEnd(maximumLength + 1), definitionVocabulary);
  assert.deepEqual(
    doc.problems.map(({ code }) => code),
    ["too-large"],
  );
  assert.equal(steps, 0);
});
