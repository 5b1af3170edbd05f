import type { BindingSource } from "../../lwm2m/codegen/bindings.js";
import { objectNames } from "../../lwm2m/codegen/names/objectNames.js";
import type { BindingOptions } from "../../lwm2m/definition/bindingOptions.js";
import type { Io } from "../io.js";
import { printable } from "../text/printable.js";

/** `--list`: what would be generated, a line each: object, name, symbol, file. */
export function listSources(sources: readonly BindingSource[], options: BindingOptions, json: boolean, io: Io): void {
  const rows = sources.map(({ definition, from }) => {
    const { symbol, file } = objectNames(definition, options.names);
    const { id, version, name } = definition;
    return { id, version, name, symbol, file: `${file}.ts`, from };
  });
  const sorted = rows.toSorted((a, b) => a.id - b.id || (a.file < b.file ? -1 : 1));
  if (json) {
    io.stdout.write(`${JSON.stringify(sorted, undefined, 2)}\n`);
    return;
  }
  const cells = sorted.map(({ id, version, name, symbol, file }) => [
    `${id}@${version}`,
    printable(name),
    symbol,
    file,
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(0, ...cells.map((row) => (row[column] ?? "").length)));
  for (const row of cells) {
    io.stdout.write(`${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}\n`);
  }
}
