import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyConfig, parseConfig, validationOptions } from "./config.js";
import { unmark } from "./rules/example.js";
import { emptyRegistry } from "./registry/emptyRegistry.js";

/** Parses a configuration whose wrong places are between « and », and expects one message for each. */
function checkProblems(marked: string, messages: readonly RegExp[]): ReturnType<typeof parseConfig> {
  const { text, spans } = unmark(marked);
  const result = parseConfig(text);
  assert.deepEqual(
    result.problems.map(({ span }) => span),
    spans,
    JSON.stringify(result.problems),
  );
  assert.equal(result.problems.length, messages.length);
  for (const [index, message] of messages.entries()) assert.match(result.problems[index]?.message ?? "", message);
  return result;
}

test("a configuration with comments and trailing commas is read", () => {
  const { config } = checkProblems(
    `\uFEFF// Ours.
    { "$schema": "./x.json", "rules": {}, "privateObjectIds": ["50000..50099", "42770", 42771,], /* more */
      "privateResourceIds": ["27000..27099"] }`,
    [],
  );
  assert.ok(parseConfig("{}").isWhole && !parseConfig("{ rules").isWhole);
  assert.deepEqual(config.privateObjectIds, [
    { first: 50000, last: 50099 },
    { first: 42770, last: 42770 },
    { first: 42771, last: 42771 },
  ]);
  assert.deepEqual(config.privateResourceIds, [{ first: 27000, last: 27099 }]);
});

test("an empty configuration says nothing", () => {
  assert.deepEqual(checkProblems("", []).config, emptyConfig);
  assert.deepEqual(checkProblems("{}", []).config, emptyConfig);
});

test("an unknown key is reported with the one that was meant", () => {
  checkProblems(`{ «"rule"»: {}, «"colour"»: 1 }`, [/did you mean "rules"/iu, /there is no such key\.$/u]);
});

test("an unknown rule is reported, its level kept", () => {
  const { config } = checkProblems(`{ "rules": { «"no-such-rule"»: "off" } }`, [/^There is no rule "no-such-rule"/u]);
  assert.deepEqual([...config.levels], [["no-such-rule", "off"]]);
});

test("a wrong level, type or list is reported where it stands", () => {
  checkProblems(`{ "rules": { «"a"»: «"warn"» } }`, [
    /no rule "a"/u,
    /"off", "hint", "info", "warning", "error" for a/u,
  ]);
  checkProblems(`«[]»`, [/between \{ and \}/u]);
  checkProblems(`{ "rules": «[]» }`, [/as an object/u]);
  checkProblems(`{ "privateObjectIds": «"50000"» }`, [/as a list/u]);
});

test("a bad window is reported, the others count", () => {
  const { config } = checkProblems(
    `{ "privateObjectIds": [«"50-60"», «"60..50"», «"65536"», «{}», «"007"», «""», "7"] }`,
    [
      /two with \.\./u,
      /smaller ID first: "50\.\.60"/u,
      /at most 65535/u,
      /Write an ID/u,
      /Write an ID/u,
      /Write an ID/u,
    ],
  );
  assert.deepEqual(config.privateObjectIds, [{ first: 7, last: 7 }]);
});

test("a key that is written twice is reported", () => {
  checkProblems(`{ "privateObjectIds": [], «"privateObjectIds"»: ["7"] }`, [/written twice/u]);
});

test("damaged and hostile JSON never throws", () => {
  checkProblems(`{ "privateObjectIds": ["7"«»`, [/^This is not JSON: close bracket expected\.$/u]);
  for (const text of ["[".repeat(1e6), `{"a":`.repeat(1e5), "}", '"', "{,,,}", "\0", "{".repeat(40)]) {
    assert.ok(parseConfig(text).problems.length > 0, text.slice(0, 10));
  }
});

test("settings win over the configuration", () => {
  const { config } = parseConfig(`{ "rules": { "a": "off", "b": "error" }, "privateObjectIds": ["50000..50099"] }`);
  const overrides = { b: "hint", c: "wrong" };
  const options = validationOptions({ config, overrides, registry: emptyRegistry, fileName: "7.xml" });
  assert.deepEqual(
    [...options.levels],
    [
      ["a", "off"],
      ["b", "hint"],
    ],
  );
  assert.equal(options.isPrivateObjectId(50099), true);
  assert.equal(options.isPrivateObjectId(50100), false);
  assert.equal(options.isPrivateResourceId(50099), false);
});
