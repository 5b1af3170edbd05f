import { parseTree, printParseErrorCode, type Node, type ParseError } from "jsonc-parser";
import { isRuleLevel, levels, type RuleLevel } from "../base/level.js";
import { span } from "../base/span.js";
import { configKeys } from "./configKeys.js";
import { jsonNestsTooDeep } from "./configDepth.js";
import { didYouMean, properties, spanOf, type ConfigProblem } from "./configReading.js";
import { readGenerateSettings, type GenerateSettings } from "./generateSettings.js";
import { isInWindow, parseIdWindow, type IdWindow } from "./idWindow.js";
import type { Registry } from "./registry/registry.js";
import { rules } from "./rules/index.js";
import type { ValidationOptions } from "./validate.js";

/** What `lwm2m.config.json` says. */
export interface Config {
  /** The levels that the user has set, by rule id. */
  readonly levels: ReadonlyMap<string, RuleLevel>;
  readonly privateObjectIds: readonly IdWindow[];
  readonly privateResourceIds: readonly IdWindow[];
  /** What TypeScript is generated from, where to and how; undefined if the file says nothing about it. */
  readonly generate: GenerateSettings | undefined;
}

export type { ConfigProblem } from "./configReading.js";

/** What counts where no `lwm2m.config.json` is found. */
export const emptyConfig: Config = {
  levels: new Map(),
  privateObjectIds: [],
  privateResourceIds: [],
  generate: undefined,
};

/** A configuration under construction. */
interface Reading {
  readonly levels: Map<string, RuleLevel>;
  readonly privateObjectIds: IdWindow[];
  readonly privateResourceIds: IdWindow[];
  generate: GenerateSettings | undefined;
  readonly problems: ConfigProblem[];
}

/** What was read of a configuration file. */
export interface ParsedConfig {
  readonly config: Config;
  readonly problems: readonly ConfigProblem[];
  /** False if the text is damaged JSON, so that `config` may lack what the user has written. */
  readonly isWhole: boolean;
}

/** Reads the text of `lwm2m.config.json`: JSON with comments and trailing commas. Never throws. */
export function parseConfig(text: string): ParsedConfig {
  const reading: Reading = {
    levels: new Map(),
    privateObjectIds: [],
    privateResourceIds: [],
    generate: undefined,
    problems: [],
  };
  const { problems } = reading;
  const plain = text.startsWith("\uFEFF") ? ` ${text.slice(1)}` : text;
  if (jsonNestsTooDeep(plain)) {
    problems.push({ span: span(0, 1), message: "This file nests too deep to be a configuration; it was not read." });
    return { config: configOf(reading), problems, isWhole: false };
  }
  const errors: ParseError[] = [];
  const root = parseTree(plain, errors, { allowTrailingComma: true, allowEmptyContent: true });
  const first = errors.filter((error, index) => error.offset !== errors[index - 1]?.offset);
  problems.push(...first.slice(0, 10).map(syntaxProblem));
  if (root?.type === "object") readRoot(root, reading);
  else if (root !== undefined) problems.push({ span: spanOf(root), message: "Put the configuration between { and }." });
  problems.sort((a, b) => a.span.start - b.span.start);
  return { config: configOf(reading), problems, isWhole: errors.length === 0 };
}

function configOf({ levels, privateObjectIds, privateResourceIds, generate }: Reading): Config {
  return { levels, privateObjectIds, privateResourceIds, generate };
}

function syntaxProblem(error: ParseError): ConfigProblem {
  const words = printParseErrorCode(error.error)
    .replace(/(?<=[a-z])(?=[A-Z])/gu, " ")
    .toLowerCase();
  return { span: span(error.offset, error.offset + error.length), message: `This is not JSON: ${words}.` };
}

function readRoot(root: Node, reading: Reading): void {
  for (const { key, keyNode, value } of properties(root, reading.problems)) {
    switch (configKeys.find(({ name }) => name === key)?.name) {
      case "$schema":
        break;
      case "rules":
        readLevels(value, reading);
        break;
      case "privateObjectIds":
        readWindows(key, value, reading.privateObjectIds, reading.problems);
        break;
      case "privateResourceIds":
        readWindows(key, value, reading.privateResourceIds, reading.problems);
        break;
      case "generate":
        reading.generate = readGenerateSettings(value, reading.problems);
        break;
      case undefined: {
        const names = configKeys.map(({ name }) => name);
        const message = `Remove "${key}"; there is no such key${didYouMean(key, names)}`;
        reading.problems.push({ span: spanOf(keyNode), message });
      }
    }
  }
}

/** The levels that may be written, for messages. */
const levelWords = ["off", ...levels.toReversed()].map((level) => `"${level}"`).join(", ");

function readLevels(node: Node, { levels, problems }: Reading): void {
  if (node.type !== "object") {
    problems.push({ span: spanOf(node), message: `Write rules as an object: { "rule-id": "warning" }.` });
    return;
  }
  for (const { key, keyNode, value } of properties(node, problems)) {
    const wrongId = unknownRule(key);
    if (wrongId !== undefined) problems.push({ span: spanOf(keyNode), message: wrongId });
    const level: unknown = value.value;
    if (isRuleLevel(level)) levels.set(key, level);
    else problems.push({ span: spanOf(value), message: `Write one of ${levelWords} for ${key}.` });
  }
}

/** A sentence about a rule id that no rule has; undefined if one has it. */
function unknownRule(id: string): string | undefined {
  if (rules.some((rule) => rule.id === id)) return undefined;
  return `There is no rule "${id}"${didYouMean(
    id,
    rules.map((rule) => rule.id),
  )}`;
}

function readWindows(key: string, node: Node, windows: IdWindow[], problems: ConfigProblem[]): void {
  if (node.type !== "array") {
    problems.push({ span: spanOf(node), message: `Write ${key} as a list: ["50000..50099", "42770"].` });
    return;
  }
  for (const entry of node.children ?? []) {
    const value: unknown = entry.value;
    const isId = typeof value === "string" || typeof value === "number";
    const window = parseIdWindow(isId ? String(value) : "");
    if (typeof window === "string") problems.push({ span: spanOf(entry), message: window });
    else windows.push(window);
  }
}

/** What decides how one file is judged. */
export interface ConfiguredFile {
  readonly config: Config;
  /** Levels of the editor's settings; they win over the configuration file. */
  readonly overrides?: Readonly<Record<string, unknown>>;
  readonly registry: Registry;
  /** The file's own name without folders; undefined for a text without one. */
  readonly fileName: string | undefined;
}

/** Joins configuration, settings and registry into what `validate` takes. Settings that are no level are ignored. */
export function validationOptions({ config, overrides = {}, registry, fileName }: ConfiguredFile): ValidationOptions {
  const levels = new Map(config.levels);
  for (const [id, level] of Object.entries(overrides)) if (isRuleLevel(level)) levels.set(id, level);
  return {
    levels,
    registry,
    fileName,
    isPrivateObjectId: (id) => isInWindow(config.privateObjectIds, id),
    isPrivateResourceId: (id) => isInWindow(config.privateResourceIds, id),
  };
}
