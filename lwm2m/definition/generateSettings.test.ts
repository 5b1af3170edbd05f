import assert from "node:assert/strict";
import { test } from "node:test";
import { usualBindingOptions } from "./bindingOptions.js";
import { parseConfig } from "./config.js";
import { unmark } from "./rules/example.js";

/** Parses the value of `generate`, whose wrong places are between « and »; a message is expected for each. */
function checkProblems(
  marked: string,
  messages: readonly RegExp[],
): ReturnType<typeof parseConfig>["config"]["generate"] {
  const { text, spans } = unmark(`{ "generate": ${marked} }`);
  const { config, problems } = parseConfig(text);
  assert.deepEqual(
    problems.map(({ span }) => span),
    spans,
    JSON.stringify(problems),
  );
  assert.equal(problems.length, messages.length);
  for (const [index, message] of messages.entries()) assert.match(problems[index]?.message ?? "", message);
  return config.generate;
}

test("a folder is all that has to be said", () => {
  const settings = checkProblems(`{ "out": "src/lwm2m" }`, []);
  assert.deepEqual(settings, { out: "src/lwm2m", definitions: ["."], objects: [], options: usualBindingOptions });
  assert.equal(parseConfig("{}").config.generate, undefined);
});

test("every option can be chosen", () => {
  const settings = checkProblems(
    `{
      "out": "lib", "definitions": ["objects/*.xml"], "objects": ["3303@1.1", 3], "resources": [5700],
      "int64": "bigint", "time": "date", "instances": "record", "sort": "id", "importExtension": "none",
      "enumsFromDescriptions": true, "aliases": true, "index": true, "runtime": "our-runtime",
      "names": { "3303": "Thermometer", "3303/5700": "value" }
    }`,
    [],
  );
  assert.deepEqual(settings, {
    out: "lib",
    definitions: ["objects/*.xml"],
    objects: ["3303@1.1", "3"],
    options: {
      int64: "bigint",
      time: "date",
      instances: "record",
      sort: "id",
      importExtension: "",
      enumsFromDescriptions: true,
      aliases: true,
      index: true,
      resources: [5700],
      runtime: "our-runtime",
      names: new Map([
        ["3303", "Thermometer"],
        ["3303/5700", "value"],
      ]),
    },
  });
});

test("objects of the registry do not bring the definitions of the folder with them", () => {
  assert.deepEqual(checkProblems(`{ "out": "lib", "objects": ["3"] }`, [])?.definitions, []);
});

test("whatever is wrong has a place and a sentence, and the rest counts", () => {
  checkProblems(`«true»`, [/^Write generate as an object/u]);
  checkProblems(`«{ "int64": "bigint" }»`, [/^Say where to generate/u]);
  checkProblems(`{ "out": «7» }`, [/^Write out as a text/u]);
  checkProblems(`{ "out": «" "» }`, [/between the quotes of out/u]);
  const settings = checkProblems(
    `{ "out": "lib", «"aliasses"»: true, "int64": «"long"», "index": «"yes"», "objects": «"3"»,
       "definitions": ["a.xml", «7»], "resources": [5700, «70000»], "names": { «"x"»: "a", "3303/5700": «"1a"» } }`,
    [
      /Did you mean "aliases"\?/u,
      /^Write "number" or "bigint" for int64/u,
      /^Write true or false for index/u,
      /^Write objects as a list: \["3", "3303@1.1"\]/u,
      /^Write texts in quotes into definitions/u,
      /from 0 to 65535/u,
      /^Write an object ID such as "3303"/u,
      /letters, digits and _/u,
    ],
  );
  assert.deepEqual(settings?.definitions, ["a.xml"]);
  assert.deepEqual(settings.options.resources, [5700]);
  assert.equal(settings.options.int64, "number");
});
