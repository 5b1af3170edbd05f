import { levels } from "../base/level.js";
import { configFileName, configKeys } from "./configKeys.js";
import { generateKeys } from "./generateKeys.js";
import { idWindowPattern, maximumId } from "./idWindow.js";
import { rules } from "./rules/index.js";

const levelNames = ["off", ...levels.toReversed()];

function levelsSchema(description: string): object {
  const sorted = rules.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const properties = sorted.map((rule): [string, object] => [
    rule.id,
    { description: rule.title, enum: levelNames, default: rule.level },
  ]);
  return { description, type: "object", additionalProperties: false, properties: Object.fromEntries(properties) };
}

function windowsSchema(description: string): object {
  const anyOf = [
    { type: "string", pattern: idWindowPattern },
    { type: "integer", minimum: 0, maximum: maximumId },
  ];
  return { description, type: "array", items: { anyOf } };
}

function generateSchema(description: string): object {
  const properties = generateKeys.map((key): [string, object] => [key.name, generateKeySchema(key)]);
  const all = Object.fromEntries(properties);
  return { description, type: "object", additionalProperties: false, required: ["out"], properties: all };
}

function generateKeySchema(key: (typeof generateKeys)[number]): object {
  const { description } = key;
  switch (key.kind) {
    case "text":
      return { description, type: "string", minLength: 1 };
    case "texts":
      return { description, type: "array", items: { type: "string", minLength: 1 } };
    case "objects":
      return { description, type: "array", items: { anyOf: [{ type: "string" }, idSchema] } };
    case "ids":
      return { description, type: "array", items: idSchema };
    case "choice":
      return { description, enum: key.choices, default: key.choices[0] };
    case "flag":
      return { description, type: "boolean", default: false };
    case "names":
      return { description, type: "object", additionalProperties: { type: "string", minLength: 1 } };
  }
}

const idSchema = { type: "integer", minimum: 0, maximum: maximumId };

function keySchema({ kind, description }: (typeof configKeys)[number]): object {
  switch (kind) {
    case "text":
      return { description, type: "string" };
    case "levels":
      return levelsSchema(description);
    case "windows":
      return windowsSchema(description);
    case "generate":
      return generateSchema(description);
  }
}

/** The JSON schema (draft 7, which VS Code reads) of `lwm2m.config.json`. */
export function configSchema(): object {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: configFileName,
    description: "How LwM2M Workbench judges the object definitions beside and below this file.",
    allowComments: true,
    allowTrailingCommas: true,
    type: "object",
    additionalProperties: false,
    properties: Object.fromEntries(configKeys.map((key): [string, object] => [key.name, keySchema(key)])),
  };
}

/** What `scripts/generate.mjs` writes. */
export function generatedFiles(): readonly { readonly path: string; readonly text: string }[] {
  return [{ path: "schemas/lwm2m.config.schema.json", text: JSON.stringify(configSchema()) }];
}
