import type { Node } from "jsonc-parser";
import { listed } from "../base/words.js";
import { usualBindingOptions, type BindingOptions } from "./bindingOptions.js";
import { didYouMean, properties, spanOf, type ConfigProblem } from "./configReading.js";
import { generateKeys } from "./generateKeys.js";
import { maximumId } from "./idWindow.js";

/** What the key `generate` of `lwm2m.config.json` says. Paths are as they are written, relative to that file. */
export interface GenerateSettings {
  /** The output folder. */
  readonly out: string;
  /** Files, folders and glob patterns. */
  readonly definitions: readonly string[];
  /** Objects of the registry: `3303`, `3303@1.0`, `all`, `all-versions`. */
  readonly objects: readonly string[];
  readonly options: BindingOptions;
}

type GenerateKey = (typeof generateKeys)[number];

/** Settings under construction. */
interface Reading {
  readonly texts: Map<string, string>;
  readonly lists: Map<string, readonly string[]>;
  readonly ids: Map<string, readonly number[]>;
  readonly flags: Map<string, boolean>;
  names: ReadonlyMap<string, string>;
  readonly problems: ConfigProblem[];
}

/** Reads the value of `generate`; undefined if it does not say where to. What is wrong is told, and otherwise ignored. */
export function readGenerateSettings(node: Node, problems: ConfigProblem[]): GenerateSettings | undefined {
  if (node.type !== "object") {
    problems.push({ span: spanOf(node), message: `Write generate as an object: { "out": "src/lwm2m" }.` });
    return undefined;
  }
  const reading: Reading = {
    texts: new Map(),
    lists: new Map(),
    ids: new Map(),
    flags: new Map(),
    names: new Map(),
    problems,
  };
  for (const { key, keyNode, value } of properties(node, problems)) {
    const known = generateKeys.find(({ name }) => name === key);
    if (known !== undefined) readKey(known, value, reading);
    else {
      const names = generateKeys.map(({ name }) => name);
      const message = `Remove "${key}"; generate has no such key${didYouMean(key, names)}`;
      problems.push({ span: spanOf(keyNode), message });
    }
  }
  const out = reading.texts.get("out");
  if (out === undefined) {
    const isSaid = (node.children ?? []).some(({ children = [] }) => children[0]?.value === "out");
    if (!isSaid) problems.push({ span: spanOf(node), message: `Say where to generate: "out": "src/lwm2m".` });
    return undefined;
  }
  const definitions = reading.lists.get("definitions") ?? [];
  const objects = reading.lists.get("objects") ?? [];
  const isSaid = definitions.length > 0 || objects.length > 0;
  return { out, definitions: isSaid ? definitions : ["."], objects, options: optionsOf(reading) };
}

function readKey(key: GenerateKey, node: Node, reading: Reading): void {
  const { name } = key;
  const wrong = (message: string, place = node): void => {
    reading.problems.push({ span: spanOf(place), message });
  };
  const value: unknown = node.value;
  switch (key.kind) {
    case "text":
      if (typeof value === "string" && value.trim() !== "") reading.texts.set(name, value);
      else if (typeof value === "string") wrong(`Write something between the quotes of ${name}; it is empty.`);
      else wrong(`Write ${name} as a text in quotes.`);
      return;
    case "choice":
      if (typeof value === "string" && key.choices.some((choice) => choice === value)) reading.texts.set(name, value);
      else wrong(`Write ${inQuotes(key.choices)} for ${name}.`);
      return;
    case "flag":
      if (typeof value === "boolean") reading.flags.set(name, value);
      else wrong(`Write true or false for ${name}.`);
      return;
    case "texts":
    case "objects": {
      const example = key.kind === "texts" ? `["objects/*.xml"]` : `["3", "3303@1.1"]`;
      if (node.type !== "array") {
        wrong(`Write ${name} as a list: ${example}.`);
        return;
      }
      reading.lists.set(name, textsOf(key, node, wrong));
      return;
    }
    case "ids":
      if (node.type === "array") reading.ids.set(name, idsOf(node, wrong));
      else wrong(`Write ${name} as a list of resource IDs: [5700, 5601].`);
      return;
    case "names":
      if (node.type === "object") reading.names = namesOf(node, reading.problems);
      else wrong(`Write names as an object: { "3303/5700": "value" }.`);
  }
}

type Complain = (message: string, place?: Node) => void;

function textsOf({ name, kind }: GenerateKey, list: Node, wrong: Complain): readonly string[] {
  return (list.children ?? []).flatMap((entry) => {
    const value: unknown = entry.value;
    if (typeof value === "string" && value.trim() !== "") return value;
    if (kind === "objects" && typeof value === "number") return String(value);
    wrong(`Write texts in quotes into ${name}.`, entry);
    return [];
  });
}

function idsOf(list: Node, wrong: Complain): readonly number[] {
  return (list.children ?? []).flatMap((entry) => {
    const value: unknown = entry.value;
    if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= maximumId) return value;
    wrong(`Write a resource ID here, a number from 0 to ${maximumId}.`, entry);
    return [];
  });
}

function namesOf(node: Node, problems: ConfigProblem[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { key, keyNode, value } of properties(node, problems)) {
    const name: unknown = value.value;
    if (!/^\d{1,5}(?:\/\d{1,5})?$/u.test(key)) {
      const message = `Write an object ID such as "3303", or the path of a resource such as "3303/5700".`;
      problems.push({ span: spanOf(keyNode), message });
    } else if (typeof name !== "string" || !/^[A-Za-z][A-Za-z0-9_]*$/u.test(name)) {
      const message = "Write a name of letters, digits and _, with a letter first.";
      problems.push({ span: spanOf(value), message });
    } else names.set(key, name);
  }
  return names;
}

function optionsOf({ texts, ids, flags, names }: Reading): BindingOptions {
  const usual = usualBindingOptions;
  const extension = texts.get("importExtension");
  return {
    int64: texts.get("int64") === "bigint" ? "bigint" : usual.int64,
    time: texts.get("time") === "date" ? "date" : usual.time,
    instances: texts.get("instances") === "record" ? "record" : usual.instances,
    sort: texts.get("sort") === "id" ? "id" : usual.sort,
    importExtension: extension === "none" ? "" : extension === ".ts" ? ".ts" : usual.importExtension,
    enumsFromDescriptions: flags.get("enumsFromDescriptions") ?? usual.enumsFromDescriptions,
    aliases: flags.get("aliases") ?? usual.aliases,
    index: flags.get("index") ?? usual.index,
    resources: ids.get("resources"),
    runtime: texts.get("runtime"),
    names,
  };
}

function inQuotes(choices: readonly string[]): string {
  return listed(
    choices.map((choice) => `"${choice}"`),
    "or",
  );
}
