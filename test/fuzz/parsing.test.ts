import assert from "node:assert/strict";
import { test } from "node:test";
import { definitionVocabulary } from "../../lwm2m/definition/structure.js";
import { parseThoroughly, parseXml } from "../../lwm2m/definition/xml/parse.js";
import { elementAt, nodeAt } from "../../lwm2m/definition/xml/query.js";
import type { XmlDocument, XmlElement, XmlNode, XmlProblem } from "../../lwm2m/definition/xml/tree.js";
import type { Span } from "../../lwm2m/base/span.js";
import { plausibleDefinition } from "../fixtures/plausibleDefinition.js";
import { seededRandom } from "../fixtures/seededRandom.js";
import { mutated } from "../fixtures/xmlMutation.js";

/** Repairs that follow each other may come to this number; then they go around in circles. */
const maximumRepairs = 100;

function isInside({ start, end }: Span, outer: Span): boolean {
  return outer.start <= start && start <= end && end <= outer.end;
}

/** Siblings follow each other inside their parent. */
function checkNodes(doc: XmlDocument, nodes: readonly XmlNode[], outer: Span, parent: XmlElement | undefined): void {
  let last = outer.start;
  for (const node of nodes) {
    assert.ok(isInside(node, { start: last, end: outer.end }), `${node.kind} at ${node.start}`);
    last = node.end;
    if (node.kind === "element") checkElement(doc, node, parent);
  }
}

function checkElement(doc: XmlDocument, element: XmlElement, parent: XmlElement | undefined): void {
  const { start, openEnd, end, closeStart, nameSpan, name, children } = element;
  const tag = { start, end: openEnd };
  assert.equal(element.parent, parent);
  assert.equal(doc.text.slice(nameSpan.start, nameSpan.end), name);
  assert.ok(isInside(nameSpan, tag));
  for (const attribute of element.attributes) {
    assert.ok(isInside(attribute, tag) && isInside(attribute.nameSpan, attribute), attribute.name);
    assert.ok(isInside(attribute.valueSpan, attribute), attribute.name);
  }
  checkNodes(doc, children, { start: openEnd, end: closeStart ?? end }, element);
}

function checkProblem({ text }: XmlDocument, { span, message, related, repair }: XmlProblem): void {
  const whole = { start: 0, end: text.length };
  assert.ok(isInside(span, whole));
  assert.match(message, /^[A-Z][^]*\.$/u);
  for (const place of related) assert.ok(isInside(place.span, whole));
  if (repair === undefined) return;
  assert.ok(isInside(repair.span, whole));
  assert.notEqual(text.slice(repair.span.start, repair.span.end), repair.text, "a repair changes something");
}

/** Takes the first repair until there is none; returns how many there were. */
function countRepairs(text: string): number {
  let current = text;
  for (let count = 0; count < maximumRepairs; count++) {
    const repair = parseXml(current, definitionVocabulary).problems.find((problem) => problem.repair)?.repair;
    if (repair === undefined) return count;
    current = current.slice(0, repair.span.start) + repair.text + current.slice(repair.span.end);
  }
  assert.fail(`the repairs of ${JSON.stringify(text)} do not come to an end: ${JSON.stringify(current)}`);
}

test("whatever the text, the tree is whole, the problems are sentences, and repairs come to an end", () => {
  for (let seed = 0; seed < 400; seed++) {
    const random = seededRandom(seed);
    const text = mutated(mutated(plausibleDefinition(seed % 40, 3), random), random);
    const doc = parseXml(text, definitionVocabulary);
    checkNodes(doc, doc.nodes, { start: 0, end: text.length }, undefined);
    for (const problem of doc.problems) checkProblem(doc, problem);
    const isClean = parseThoroughly(text, { children: new Map() }).doc.problems.length === 0;
    assert.equal(doc.problems.length === 0, isClean, "the vocabulary does not decide what is well-formed");
    for (let round = 0; round < 20; round++) {
      const offset = random.below(text.length + 1);
      nodeAt(doc, offset);
      elementAt(doc, offset);
    }
    countRepairs(text);
  }
});
