import { test } from "node:test";
import { checkPrefixes } from "../typing/prefixes.js";
import { publishedFiles } from "./registryFolder.js";

const largest = publishedFiles()
  .filter((file) => file.isLatest)
  .toSorted((a, b) => b.text.length - a.text.length)
  .slice(0, 3);

for (const { path, text } of largest) {
  test(`every prefix of ${path} has one problem`, () => {
    checkPrefixes(text, path);
  });
}
