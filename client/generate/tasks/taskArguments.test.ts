import assert from "node:assert/strict";
import { test } from "node:test";
import { entries, get, list, manifest } from "../../manifest/testing/manifest.js";
import { readTaskWish, taskArguments, taskName } from "./taskArguments.js";

function argumentsOf(definition: Readonly<Record<string, unknown>>): readonly string[] | undefined {
  const wish = readTaskWish({ type: "lwm2m", ...definition });
  return wish && taskArguments(wish);
}

test("a task becomes the arguments of the command line", () => {
  assert.deepEqual(argumentsOf({ command: "generate" }), ["generate"]);
  assert.deepEqual(argumentsOf({ command: "generate", check: true }), ["generate", "--check"]);
  assert.deepEqual(argumentsOf({ command: "validate", paths: ["my objects"], args: ["--quiet"] }), [
    "validate",
    "--quiet",
    "my objects",
  ]);
});

test("what people may write by mistake is passed over", () => {
  assert.deepEqual(argumentsOf({ command: "validate", check: true, paths: [7, "a.xml"], args: "x" }), [
    "validate",
    "a.xml",
  ]);
  assert.equal(argumentsOf({ command: "format" }), undefined);
  assert.equal(argumentsOf({}), undefined);
});

test("the name says what a task does", () => {
  assert.equal(taskName({ command: "generate", check: true, paths: [], args: [] }), "generate --check");
});

test("tasks.json knows each command and each property that is read", () => {
  const [definition] = list(get(manifest, "contributes", "taskDefinitions"));
  assert.equal(get(definition, "type"), "lwm2m");
  assert.deepEqual(get(definition, "properties", "command", "enum"), ["generate", "validate"]);
  const names = entries(get(definition, "properties")).map(([name]) => name);
  assert.deepEqual(names, ["command", "check", "paths", "args"]);
});
