import { applyEdits, findNodeAtLocation, modify, parseTree } from "jsonc-parser";
import { parseConfig } from "../../lwm2m/definition/config.js";
import type { ConfigAddition, ConfigEdit } from "../protocol.js";
import { changedPart } from "../text/changedPart.js";

const formattingOptions = { insertSpaces: true, tabSize: 2, eol: "\n" };

/**
 * The edit that has a configuration name more sources; comments and what else stands there stay. Undefined if the text is
 * no configuration that generates, or if there is nothing to add.
 */
export function configEdit({ text, definitions, objects }: ConfigAddition): ConfigEdit | undefined {
  const { config, isWhole } = parseConfig(text);
  const { generate } = config;
  if (!isWhole || generate === undefined) return undefined;
  // What counts while nothing is said must be said as soon as anything is.
  const isSaid = listLength(text, "definitions") !== undefined || listLength(text, "objects") !== undefined;
  const wanted = isSaid ? definitions : [...generate.definitions, ...definitions];
  const after = addTo(addTo(text, "definitions", wanted), "objects", objects);
  return changedPart(text, after);
}

/** The text with more entries in a list of `generate`, which is made if there is none. */
function addTo(text: string, key: string, entries: readonly string[]): string {
  if (entries.length === 0) return text;
  const length = listLength(text, key);
  if (length === undefined) {
    return applyEdits(text, modify(text, ["generate", key], [...entries], { formattingOptions }));
  }
  return entries.reduce(
    (current, entry, index) =>
      applyEdits(
        current,
        modify(current, ["generate", key, length + index], entry, { formattingOptions, isArrayInsertion: true }),
      ),
    text,
  );
}

/** How many entries a list of `generate` has; undefined if it is not there. */
function listLength(text: string, key: string): number | undefined {
  const root = parseTree(text, [], { allowTrailingComma: true });
  const node = root && findNodeAtLocation(root, ["generate", key]);
  return node?.type === "array" ? (node.children ?? []).length : undefined;
}
