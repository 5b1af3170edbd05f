import type { ObjectRow, RegistryTable } from "./table.js";

/** The table as JSON text: one resource a line, so that a change of the registry is a readable difference. */
export function printTable(table: RegistryTable): string {
  const parts = [
    `"format": ${table.format}`,
    `"source": ${JSON.stringify(table.source)}`,
    `"reusableResources": ${list(
      table.reusableResources.map((row) => JSON.stringify(row)),
      "",
    )}`,
    `"objects": ${list(table.objects.map(printObject), "")}`,
  ];
  if (table.descriptions !== undefined) parts.push(`"descriptions": ${printTexts(table.descriptions)}`);
  return `{\n${parts.join(",\n")}\n}\n`;
}

function printObject({ resources, ...head }: ObjectRow): string {
  const rows = list(
    resources.map((row) => JSON.stringify(row)),
    "  ",
  );
  return `${JSON.stringify(head).slice(0, -1)},"resources":${rows}}`;
}

function printTexts(texts: Readonly<Record<string, string>>): string {
  const digests = Object.keys(texts).sort();
  const entries = digests.map((digest) => `${JSON.stringify(digest)}: ${JSON.stringify(texts[digest])}`);
  return `{\n${entries.join(",\n")}\n}`;
}

function list(lines: readonly string[], indent: string): string {
  return lines.length === 0 ? "[]" : `[\n${lines.map((line) => indent + line).join(",\n")}\n${indent}]`;
}
