import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDefinitionFile } from "../definition/definitionFile.js";
import { fileText, objectText } from "../definition/rules/example.js";
import type { BindingSource } from "./bindings.js";
import { definitionSources } from "./definitionSources.js";
import { distinctSources } from "./distinctSources.js";

function source(from: string, fields: Parameters<typeof objectText>[0] = {}): readonly BindingSource[] {
  return definitionSources(parseDefinitionFile(fileText(objectText(fields))), from).sources;
}

function namesOf(sources: readonly BindingSource[]): readonly string[] {
  return distinctSources(sources).map(({ from }) => from);
}

test("of the same definition in several files the first name counts, in whatever order they come", () => {
  const [b, a, other] = [source("b.xml"), source("a.xml"), source("c.xml", { ObjectID: "10998" })];
  assert.deepEqual(namesOf([...b, ...a, ...other]), ["a.xml", "c.xml"]);
  assert.deepEqual(namesOf([...other, ...a, ...b]), ["c.xml", "a.xml"]);
});

test("definitions of one version that differ stay all, as nobody can tell which is meant", () => {
  assert.deepEqual(namesOf([...source("a.xml"), ...source("b.xml", { Name: "Vat" })]), ["a.xml", "b.xml"]);
});
