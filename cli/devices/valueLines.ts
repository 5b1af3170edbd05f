import type { DeviceTree, ResourceFacts } from "../../engine/protocol/devices.js";
import type { PathValue } from "../../engine/protocol/values.js";
import { printable } from "../text/printable.js";

/** What is known of a resource by its path, for naming values. */
export type FactsByPath = ReadonlyMap<string, ResourceFacts>;

/** The facts of every resource of a tree that has a definition. */
export function factsOf(tree: DeviceTree): FactsByPath {
  const facts = new Map<string, ResourceFacts>();
  for (const { instances } of tree.objects) {
    for (const { definition, path } of instances.flatMap(({ resources }) => resources)) {
      if (definition !== undefined) facts.set(path, definition);
    }
  }
  return facts;
}

/** Values as lines, a line each, in columns: path, name, value with unit. */
export function valueLines(values: readonly PathValue[], facts: FactsByPath): readonly string[] {
  const rows = values.map((value) => {
    const known = facts.get(value.path) ?? facts.get(value.path.replace(/\/\d+$/u, ""));
    const text = value.type === "String" ? JSON.stringify(value.text) : value.text;
    const unit = known === undefined || known.units === "" ? "" : ` ${known.units}`;
    const guess = value.isGuess === true ? `  (a guess: no definition is known)` : "";
    return { path: value.path, name: known?.name ?? "", text: `${text}${unit}${guess}` };
  });
  const pathWidth = Math.max(0, ...rows.map(({ path }) => path.length));
  const nameWidth = Math.max(0, ...rows.map(({ name }) => name.length));
  return rows.map(({ path, name, text }) =>
    printable([path.padEnd(pathWidth), ...(nameWidth === 0 ? [] : [name.padEnd(nameWidth)]), text].join("  ")),
  );
}
