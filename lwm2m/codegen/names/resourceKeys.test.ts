import { test } from "node:test";
import assert from "node:assert/strict";
import { resource } from "../testing/resource.js";
import { resourceKeys, type ResourceKeys } from "./resourceKeys.js";

/** The keys of resources with these names, whose IDs are 0, 1, 2 and so on. */
function keysOf(names: readonly string[], chosen: Readonly<Record<string, string>> = {}): ResourceKeys {
  const resources = names.map((name, id) => resource({ id, name }));
  return resourceKeys(7, resources, new Map(Object.entries(chosen)));
}

function listOf({ keys }: ResourceKeys): readonly string[] {
  return [...keys].sort(([a], [b]) => a - b).map(([, key]) => key);
}

const tables: readonly (readonly [what: string, names: readonly string[], keys: readonly string[]])[] = [
  [
    "names that come to the same key all get their IDs",
    ["IP Address", "Port", "IP-Address"],
    ["ipAddress_0", "port", "ipAddress_2"],
  ],
  ["a digit at the start", ["5QI", "Value"], ["_5qi_0", "value"]],
  ["two digits at the start that collide", ["2nd", "2ND"], ["_2nd_0", "_2nd_1"]],
  ["names without a letter", ["+/-", "%"], ["resource_0", "resource_1"]],
  ["what every object has", ["Constructor", "To String", "Value Of"], ["constructor_0", "toString_1", "valueOf_2"]],
  ["where unknown resources are kept", ["Unknown"], ["unknown_0"]],
  ["no name of a prototype", ["__proto__"], ["proto"]],
  ["reserved words", ["Delete", "Class", "Default"], ["delete", "class", "default"]],
  ["keys that look like another's with its ID", ["State", "State 0", "State"], ["state_0", "state0", "state_2"]],
];

for (const [what, names, keys] of tables) {
  test(`keys: ${what}`, () => {
    assert.deepEqual(listOf(keysOf(names)), keys);
  });
}

test("a chosen name is the key as it is, and the others are told apart without it", () => {
  const keys = keysOf(["Value", "Value"], { "7/0": "inputValue", "8/1": "notOurs" });
  assert.deepEqual(listOf(keys), ["inputValue", "value"]);
  assert.deepEqual(keys.problems, []);
});

for (const name of ["", "a-b", "1st", "__proto__", "constructor", "unknown", "a b", "a;b"]) {
  test(`the chosen name ${JSON.stringify(name)} is an error`, () => {
    const [problem, ...others] = keysOf(["Value"], { "7/0": name }).problems;
    assert.equal(problem?.level, "error");
    assert.equal(problem.resourceId, 0);
    assert.deepEqual(others, []);
  });
}

test("a chosen name that is another resource's key is an error", () => {
  const { problems } = keysOf(["Value", "Other"], { "7/1": "value" });
  assert.deepEqual(
    problems.map(({ message }) => message),
    ["The name “value” chosen for resource 1 “Other” is also that of resource 0 “Value”; choose another."],
  );
});

test("names that differ only by capitals or blanks are a warning, for each but the first", () => {
  const { problems } = keysOf(["Sensor Value", "sensorvalue", "Sensor  Value", "Sensor Values"]);
  assert.deepEqual(
    problems.map(({ level, resourceId }) => [level, resourceId]),
    [
      ["warning", 1],
      ["warning", 2],
    ],
  );
});

test("the same name twice is no warning", () => {
  assert.deepEqual(keysOf(["Value", "Value"]).problems, []);
});
