import assert from "node:assert/strict";
import { definitionVocabulary } from "../../lwm2m/definition/structure.js";
import { parseXml } from "../../lwm2m/definition/xml/parse.js";
import type { XmlDocument } from "../../lwm2m/definition/xml/tree.js";

/** Parses every prefix of a well-formed text: one that ends before the root element does has exactly one problem. */
export function checkPrefixes(text: string, path: string): void {
  const { root } = parseXml(text, definitionVocabulary);
  assert.ok(root);
  for (let length = 0; length < text.length; length++) {
    const doc = parseXml(text.slice(0, length), definitionVocabulary);
    const expected = length < root.end ? 1 : 0;
    if (doc.problems.length !== expected) assert.fail(`${path} cut at ${length}: ${described(doc)}`);
  }
}

function described({ text, problems }: XmlDocument): string {
  return `${JSON.stringify(text.slice(-60))} has ${problems.map(({ message }) => message).join(" ") || "no problem"}`;
}
