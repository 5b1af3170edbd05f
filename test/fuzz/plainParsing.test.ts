import assert from "node:assert/strict";
import { test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { definitionVocabulary } from "../../lwm2m/definition/structure.js";
import { parseThoroughly } from "../../lwm2m/definition/xml/parse.js";
import { parsePlain } from "../../lwm2m/definition/xml/plain.js";
import { plausibleDefinition } from "../fixtures/plausibleDefinition.js";
import { seededRandom } from "../fixtures/seededRandom.js";
import { mutated, mutation } from "./mutate.js";

/** True if a text is plain; then the short way must lead to the same tree as the parser proper. */
function isPlain(text: string): boolean {
  const doc = parsePlain(text, definitionVocabulary);
  if (doc === undefined) return false;
  assert.ok(isDeepStrictEqual(doc, parseThoroughly(text, definitionVocabulary).doc), text);
  return true;
}

test("on definitions and their mutations both ways of parsing lead to the same tree", () => {
  let count = 0;
  for (let seed = 0; seed < 60; seed++) {
    const random = seededRandom(seed);
    const text = plausibleDefinition(seed);
    assert.ok(isPlain(text), text);
    for (let round = 0; round < 20; round++) {
      if (isPlain(mutated(text, mutation(text, random)))) count++;
    }
  }
  assert.ok(count > 100, "some mutations leave a text plain");
});
