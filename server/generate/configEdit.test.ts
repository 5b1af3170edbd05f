import assert from "node:assert/strict";
import { test } from "node:test";
import { configEdit } from "./configEdit.js";

/** Adds sources to a configuration, and expects this text. */
function check(text: string, added: { definitions?: readonly string[]; objects?: readonly string[] }, after: string) {
  const { definitions = [], objects = [] } = added;
  const edit = configEdit({ text, definitions, objects, config: "file:///project/lwm2m.config.json" });
  const { start, end, newText } = edit ?? { start: 0, end: 0, newText: "" };
  assert.equal(text.slice(0, start) + newText + text.slice(end), after);
}

test("entries join the lists that are there, and comments stay", () => {
  check(
    `{\n  // Ours.\n  "generate": {\n    "out": "src", // here\n    "objects": ["3"]\n  }\n}\n`,
    { objects: ["3303", "3304@1.0"] },
    `{\n  // Ours.\n  "generate": {\n    "out": "src", // here\n    "objects": [\n      "3",\n      "3303",\n      "3304@1.0"\n    ]\n  }\n}\n`,
  );
  check(
    `{\n  "generate": {\n    "out": "src",\n    "objects": [\n      "3"\n    ]\n  }\n}\n`,
    { definitions: ["other/7.xml"] },
    `{\n  "generate": {\n    "out": "src",\n    "objects": [\n      "3"\n    ],\n    "definitions": [\n      "other/7.xml"\n    ]\n  }\n}\n`,
  );
});

test("a configuration that says nothing keeps what counts then", () => {
  check(
    `{\n  "generate": {\n    "out": "src"\n  }\n}\n`,
    { objects: ["3303"] },
    `{\n  "generate": {\n    "out": "src",\n    "definitions": [\n      "."\n    ],\n    "objects": [\n      "3303"\n    ]\n  }\n}\n`,
  );
});

test("nothing changes where nothing is to be added, or what is there cannot be read", () => {
  for (const text of [`{ "generate": { "out": "src", "objects": ["3"] } }`, `{ "rules": {} }`, `{ "generate": {`]) {
    check(text, { objects: text.includes("3") ? [] : ["3303"] }, text);
  }
});
