import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom, type SeededRandom } from "../../test/fixtures/seededRandom.js";
import { applyEdits } from "./fix.js";
import { formatDefinition, formatText } from "./format.js";
import { contentOf } from "../../test/fixtures/formatContent.js";
import { definitionVocabulary, elementFacts, itemFields, objectFields } from "./structure.js";
import { parseXml } from "./xml/parse.js";
import { allElements, childElements } from "./xml/query.js";

/** White space or a comment, as it may stand between elements. */
function gap(random: SeededRandom): string {
  const blank = random.pick(["", "", " ", "\n", "\n\t\t", "\n      ", "\n\n  ", "\r\n \t", "\n \n\t\n"]);
  if (random.below(8) > 0) return blank;
  const comment = random.pick(["<!-- a -->", "<!--b\n   b-->", "<!-- <Item ID='1'> -->", "<!---->"]);
  return `${blank}${comment}${gap(random)}`;
}

function leaf(random: SeededRandom, name: string): string {
  const value = random.pick(["", "A", " a  b ", "\n\tx\n", "a &lt; b", "<![CDATA[ <c>\n  d ]]>", "\n <![CDATA[]]>\n"]);
  if (value === "") return random.pick([`<${name}/>`, `<${name} />`, `<${name}></${name}>`]);
  return `<${name}${random.pick(["", " ", "\n"])}>${value}</${name}>`;
}

function container(random: SeededRandom, start: string, members: readonly string[]): string {
  const name = start.split(" ", 1)[0] ?? start;
  return `<${start}>${members.map((member) => gap(random) + member).join("")}${gap(random)}</${name}>`;
}

/** Most of the names, mostly in schema order, at times with one that the schema does not know. */
function someOf(random: SeededRandom, names: readonly string[]): readonly string[] {
  const kept = names.filter(() => random.below(10) > 0);
  const ordered = random.below(3) === 0 ? random.shuffled(kept) : kept;
  return random.below(6) === 0 ? ["Unknown", ...ordered, "Units"] : ordered;
}

/** A well-formed definition with every liberty that real files take, and some more. */
function randomDefinition(random: SeededRandom): string {
  const items = Array.from({ length: random.below(4) }, (_, id) => {
    const fields = someOf(random, itemFields).map((name) => leaf(random, name));
    return container(random, `Item ID="${id}"`, fields);
  });
  const fields = someOf(random, objectFields).map((name) =>
    name === "Resources" ? container(random, name, items) : leaf(random, name),
  );
  const root = container(random, "LWM2M", [container(random, `Object ObjectType="MODefinition"`, fields)]);
  const declaration = random.pick(["", `<?xml version="1.0"?>`, `\uFEFF<?xml version="1.0"?>\n`]);
  return `${declaration}${gap(random)}${root}${gap(random)}`;
}

/** Fails unless every element of a container stands on its own line and in schema order. */
function assertLaidOut(text: string): void {
  for (const element of allElements(parseXml(text, definitionVocabulary))) {
    const names = elementFacts(element.name, element.parent?.name)?.children.map(({ name }) => name) ?? [];
    const known = childElements(element).filter(({ name }) => names.includes(name));
    const ranks = known.map(({ name }) => names.indexOf(name));
    assert.deepEqual(
      ranks,
      ranks.toSorted((a, b) => a - b),
    );
    for (const { start } of known)
      assert.match(text.slice(text.lastIndexOf("\n", start) + 1, start), /^\s*(?:.*-->\s*)?$/u);
  }
}

/** Fails with the seed and the text if formatting does anything to it that it must not do. */
function checkProperties(seed: number): void {
  const random = seededRandom(seed);
  const text = randomDefinition(random);
  const about = `seed ${seed}\n${text}`;
  const { edits, refusal } = formatDefinition(text);
  assert.equal(refusal, undefined, about);
  const formatted = applyEdits(text, edits);
  assert.deepEqual(contentOf(formatted), contentOf(text), about);
  assert.equal(formatText(formatted), formatted, about);
  assertLaidOut(formatted);
  // An editor may make some of the edits only: each must keep the contents by itself.
  const some = edits.filter(() => random.below(2) === 0);
  assert.deepEqual(contentOf(applyEdits(text, some)), contentOf(text), about);
  for (const [index, edit] of edits.entries()) assert.ok(edit.start >= (edits[index - 1]?.end ?? 0), about);
}

test("formatting keeps every value, lays out every element and settles at once", () => {
  for (let seed = 1; seed <= 500; seed++) checkProperties(seed);
});
