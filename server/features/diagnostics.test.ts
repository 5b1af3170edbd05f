import assert from "node:assert/strict";
import { test } from "node:test";
import { fileText, itemText, objectText } from "../../lwm2m/definition/rules/example.js";
import { rules } from "../../lwm2m/definition/rules/index.js";
import { validate } from "../../lwm2m/definition/validate.js";
import { definition, textIn } from "../testing/fixture.js";
import { fullSupport, testOptions } from "../testing/options.js";
import { lspDiagnostics, rulesOnSuperfluous, type DiagnosticSupport } from "./diagnostics.js";

function diagnosticsOf(text: string, support: DiagnosticSupport = fullSupport) {
  const doc = definition(text);
  return { doc, found: lspDiagnostics(doc.source, validate(doc.file, testOptions), support) };
}

const twice = fileText(objectText({ Resources: [itemText(), itemText()] }));

test("a diagnostic names its rule by OMA's number, its page, its place and the places that have to do with it", () => {
  const { doc, found } = diagnosticsOf(twice);
  const double = found.find(({ code }) => code === "OMA 451");
  assert.ok(double);
  assert.equal(double.source, "lwm2m");
  assert.equal(double.severity, 1);
  assert.equal(textIn(doc.source, double.range), "0");
  const [related] = double.relatedInformation ?? [];
  assert.ok(related && related.location.uri === doc.source.uri);
  assert.equal(textIn(doc.source, related.location.range), "0");
  assert.equal(double.codeDescription?.href, `https://example.org/${ruleIdOf(double.data)}`);
});

function ruleIdOf(data: unknown): string {
  assert.ok(typeof data === "object" && data !== null && "ruleId" in data && typeof data.ruleId === "string");
  return data.ruleId;
}

test("a client gets nothing that it does not know", () => {
  const plain = {
    ...fullSupport,
    hasRelatedInformation: false,
    hasCodeDescription: false,
    hasTags: false,
    hasData: false,
  };
  for (const diagnostic of diagnosticsOf(twice, plain).found) {
    assert.deepEqual(Object.keys(diagnostic).sort(), ["code", "message", "range", "severity", "source"]);
  }
});

test("what could be left out is faded", () => {
  for (const id of rulesOnSuperfluous)
    assert.ok(
      rules.some((rule) => rule.id === id),
      id,
    );
  const text = fileText(objectText({ Resources: [itemText({ Type: "String", Units: "s" })] }));
  assert.deepEqual(
    diagnosticsOf(text).found.map(({ tags }) => tags),
    [[1]],
  );
});
