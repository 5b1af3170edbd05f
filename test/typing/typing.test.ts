import assert from "node:assert/strict";
import { test } from "node:test";
import { definitionVocabulary } from "../../lwm2m/definition/structure.js";
import { parseXml } from "../../lwm2m/definition/xml/parse.js";
import { plausibleDefinitions } from "../fixtures/plausibleDefinition.js";
import { checkTypingTable } from "./checkTypingTable.js";

const texts = plausibleDefinitions(60);

test("the generated definitions are well-formed", () => {
  for (const text of texts) assert.deepEqual(parseXml(text, definitionVocabulary).problems, []);
});

test("generated definitions can be worked with while they are written", (t) => {
  checkTypingTable(t, texts, 100);
});
