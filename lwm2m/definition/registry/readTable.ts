import type { RegistrySource } from "./registry.js";
import { tableFormat, type ObjectRow, type RegistryTable, type ResourceRow, type ReusableRow } from "./table.js";

/** A registry table that cannot be used: damaged, cut short, or written by another version of this tool. */
export class RegistryTableError extends Error {
  override readonly name = "RegistryTableError";
}

/**
 * Checks that parsed JSON is a registry table.
 * @throws {RegistryTableError} that names the first place that is wrong
 */
export function readTable(value: unknown): RegistryTable {
  const table = record(value, "the file");
  if (table["format"] !== tableFormat) {
    const found = table["format"] === undefined ? "has no format" : `has format ${JSON.stringify(table["format"])}`;
    throw new RegistryTableError(
      `The registry table ${found}, but this version reads format ${tableFormat}. Build it again with "lwm2m registry build".`,
    );
  }
  const descriptions = table["descriptions"];
  return {
    format: tableFormat,
    source: readSource(table["source"]),
    reusableResources: list(table["reusableResources"], "reusableResources").map(readReusable),
    objects: list(table["objects"], "objects").map(readObject),
    ...(descriptions === undefined ? {} : { descriptions: readTexts(descriptions) }),
  };
}

function readSource(value: unknown): RegistrySource {
  const source = record(value, "source");
  return {
    commit: optionalText(source["commit"], "source.commit"),
    date: optionalText(source["date"], "source.date"),
    digest: text(source["digest"], "source.digest"),
  };
}

function readReusable(value: unknown, index: number): ReusableRow {
  const where = `reusableResources[${index}]`;
  const row = tuple(value, 7, where);
  return [
    id(row[0], `${where}[0]`),
    text(row[1], `${where}[1]`),
    text(row[2], `${where}[2]`),
    text(row[3], `${where}[3]`),
    text(row[4], `${where}[4]`),
    text(row[5], `${where}[5]`),
    text(row[6], `${where}[6]`),
  ];
}

function readResource(value: unknown, where: string): ResourceRow {
  const row = tuple(value, 9, where);
  return [
    id(row[0], `${where}[0]`),
    text(row[1], `${where}[1]`),
    text(row[2], `${where}[2]`),
    oneOf(row[3], ["Single", "Multiple"], `${where}[3]`),
    oneOf(row[4], ["Mandatory", "Optional"], `${where}[4]`),
    text(row[5], `${where}[5]`),
    range(row[6], `${where}[6]`),
    text(row[7], `${where}[7]`),
    text(row[8], `${where}[8]`),
  ];
}

function readObject(value: unknown, index: number): ObjectRow {
  const where = `objects[${index}]`;
  const row = record(value, where);
  return {
    id: id(row["id"], `${where}.id`),
    version: text(row["version"], `${where}.version`),
    name: text(row["name"], `${where}.name`),
    urn: text(row["urn"], `${where}.urn`),
    lwm2mVersion: text(row["lwm2mVersion"], `${where}.lwm2mVersion`),
    instances: oneOf(row["instances"], ["Single", "Multiple"], `${where}.instances`),
    presence: oneOf(row["presence"], ["Mandatory", "Optional"], `${where}.presence`),
    description: text(row["description"], `${where}.description`),
    resources: list(row["resources"], `${where}.resources`).map((resource, at) =>
      readResource(resource, `${where}.resources[${at}]`),
    ),
  };
}

function readTexts(value: unknown): Readonly<Record<string, string>> {
  const texts = Object.entries(record(value, "descriptions"));
  return Object.fromEntries(texts.map(([digest, content]) => [digest, text(content, `descriptions.${digest}`)]));
}

function broken(where: string, wanted: string, value: unknown): RegistryTableError {
  const found = value === undefined ? "missing" : JSON.stringify(value).slice(0, 40);
  return new RegistryTableError(
    `The registry table is damaged: ${where} should be ${wanted}, but is ${found}. Build it again with "lwm2m registry build".`,
  );
}

function record(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (isRecord(value)) return value;
  throw broken(where, "a JSON object", value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function list(value: unknown, where: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw broken(where, "a list", value);
}

function tuple(value: unknown, length: number, where: string): readonly unknown[] {
  const row = list(value, where);
  if (row.length === length) return row;
  throw broken(where, `a list of ${length}`, value);
}

function id(value: unknown, where: string): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 65535) return value;
  throw broken(where, "an ID from 0 to 65535", value);
}

function text(value: unknown, where: string): string {
  if (typeof value === "string") return value;
  throw broken(where, "a text", value);
}

function optionalText(value: unknown, where: string): string | undefined {
  return value === undefined ? undefined : text(value, where);
}

function range(value: unknown, where: string): string | null {
  return value === null ? null : text(value, where);
}

function oneOf<Value extends string>(value: unknown, values: readonly Value[], where: string): Value {
  const found = values.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  throw broken(where, values.join(" or "), value);
}
