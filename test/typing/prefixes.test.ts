import { test } from "node:test";
import { plausibleDefinition } from "../fixtures/plausibleDefinition.js";
import { checkPrefixes } from "./prefixes.js";

for (const seed of [1, 2, 3]) {
  const text = plausibleDefinition(seed, 8);
  test(`every prefix of ${text.length} characters has one problem`, () => {
    checkPrefixes(text, `seed ${seed}`);
  });
}
