import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import type { RuleLevel } from "../../base/level.js";
import { fixAll } from "../fixAll.js";
import { validateText, type ValidationOptions } from "../validate.js";
import { fixFirst, markPlaces, testOptions } from "./checkRule.js";
import { unmark, type Example } from "./example.js";
import { rules } from "./index.js";
import type { Rule } from "./rule.js";

const folder = "lwm2m/definition/rules";

/** Every number of OMA's list of validation errors. */
const omaNumbers: ReadonlySet<number> = new Set([
  1, 2, 5, 10, 11, 21, 22, 23, 31, 32, 41, 50, 200, 201, 202, 210, 220, 230, 240, 250, 251, 260, 270, 271, 272, 273,
  274, 275, 276, 280, 290, 291, 300, 301, 310, 311, 320, 321, 330, 400, 401, 402, 403, 404, 405, 406, 407, 408, 410,
  411, 412, 413, 414, 415, 416, 417, 418, 420, 450, 451, 460, 461, 462, 463, 464, 465, 500, 501, 510, 520, 530, 531,
  540, 541, 551, 570, 571, 580, 581, 590, 591, 601, 602, 603, 604, 605, 700, 701, 705, 800,
]);

/** All rules are on, those too that are off by default: an example that is good by one rule is good by all. */
const everyRule: ReadonlyMap<string, RuleLevel> = new Map(
  rules.filter((rule) => rule.level === "off").map((rule) => [rule.id, "hint"]),
);

function optionsFor(example: Example): ValidationOptions {
  return testOptions({ fileName: example.fileName, levels: everyRule });
}

test("rule ids are unique, and each rule stands in the file of its name", () => {
  assert.equal(new Set(rules.map((rule) => rule.id)).size, rules.length);
  for (const rule of rules) {
    assert.match(rule.id, /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u);
    const path = `${folder}/${camelCase(rule.id)}.ts`;
    assert.ok(existsSync(path), `${path} holds ${rule.id}`);
    assert.ok(readFileSync(path, "utf8").includes(`id: "${rule.id}"`), `${path} holds ${rule.id}`);
  }
});

test("every rule file is in the list of rules", () => {
  const known = new Set(rules.map((rule) => rule.id));
  for (const name of readdirSync(folder)) {
    const id = /: Rule = \{\n\s+id: "([^"]+)"/u.exec(readFileSync(`${folder}/${name}`, "utf8"))?.[1];
    if (id !== undefined) assert.ok(known.has(id), `rules/index.ts lists ${id}`);
  }
});

for (const rule of rules) {
  test(`${rule.id}: the words`, () => {
    if (rule.oma !== undefined) assert.ok(omaNumbers.has(rule.oma), `OMA has no error ${rule.oma}`);
    assertSentence(rule.title);
    assert.ok(!rule.title.includes("\n"));
    for (const paragraph of rule.explanation.split("\n\n")) assertSentence(paragraph);
    assert.notEqual(rule.source, "");
  });
  test(`${rule.id}: the good example is clean by all rules`, () => {
    const { text, spans } = unmark(rule.good.file);
    assert.deepEqual(spans, []);
    assert.deepEqual(validateText(text, optionsFor(rule.good)).map(brief), []);
  });
  test(`${rule.id}: the bad example reports exactly this rule at the marked places`, () => {
    const { text, spans } = unmark(rule.bad.file);
    assert.notEqual(spans.length, 0, "the bad example marks what is wrong");
    assert.ok(rule.bad.file.includes(rule.bad.excerpt), "the excerpt is a part of the file");
    const all = validateText(text, optionsFor(rule.bad));
    const companions = new Set(rule.bad.companions);
    const own = all.filter((diagnostic) => diagnostic.ruleId === rule.id);
    const others = all.filter((diagnostic) => diagnostic.ruleId !== rule.id && !companions.has(diagnostic.ruleId));
    assert.deepEqual(others.map(brief), []);
    for (const id of companions)
      assert.ok(
        all.some(({ ruleId }) => ruleId === id),
        `${id} reports nothing`,
      );
    const marked = spans.map((span) => ({ span }));
    assert.equal(markPlaces(text, own), markPlaces(text, marked));
    for (const { message, fixes } of own) {
      assertSentence(message);
      for (const fix of fixes) assert.match(fix.title, /^[A-Z].*(?:[^.]|\.{3})$/u);
    }
  });
  test(`${rule.id}: its fixes mend the bad example and break nothing`, () => {
    checkFixes(rule);
  });
}

/** The first fix of all findings together, and each fix alone, leave neither that finding nor a new kind of problem. */
function checkFixes(rule: Rule): void {
  const { text } = unmark(rule.bad.file);
  const options = optionsFor(rule.bad);
  const before = validateText(text, options);
  const known = new Set(before.map(({ ruleId }) => ruleId));
  const own = before.filter(({ ruleId }) => ruleId === rule.id);
  const isFixable = own.length > 0 && own.every(({ fixes }) => fixes.length > 0);
  if (isFixable) {
    const after = fixAll(text, options, ({ ruleId, fixes }) => (ruleId === rule.id ? fixes[0] : undefined));
    assert.deepEqual(after.diagnostics.filter(({ ruleId }) => ruleId === rule.id || !known.has(ruleId)).map(brief), []);
  }
  for (const diagnostic of own) {
    for (const fix of diagnostic.fixes) {
      const fixed = fixFirst(text, [{ ...diagnostic, fixes: [fix] }]);
      assert.notEqual(fixed, text, `"${fix.title}" changes something`);
      const after = validateText(fixed, options);
      assert.deepEqual(after.filter(({ ruleId }) => !known.has(ruleId)).map(brief), [], fix.title);
      const left = after.filter(({ ruleId }) => ruleId === rule.id).length;
      assert.ok(left < own.length, `"${fix.title}" mends its finding`);
    }
  }
}

function brief({ ruleId, message, span }: { ruleId: string; message: string; span: { start: number } }): string {
  return `${ruleId} at ${span.start}: ${message}`;
}

function assertSentence(text: string): void {
  assert.match(text, /^["“A-Z0-9]/u, `"${text}" starts like a sentence`);
  assert.match(text, /[.?]$/u, `"${text}" ends like a sentence`);
}

function camelCase(id: string): string {
  return id.replace(/-([a-z0-9])/gu, (_, letter: string) => letter.toUpperCase());
}
