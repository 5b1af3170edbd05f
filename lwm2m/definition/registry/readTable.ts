import { findMismatch, type Shape } from "./shape.js";
import { tableFormat, type RegistryTable } from "./table.js";

/** A registry table that cannot be used: damaged, cut short, or written by another version of this tool. */
export class RegistryTableError extends Error {
  override readonly name = "RegistryTableError";
}

const text = { kind: "value", wanted: "a text", fits: (value: unknown) => typeof value === "string" } as const;
const range: Shape = {
  kind: "value",
  wanted: "a text or null",
  fits: (value) => value === null || typeof value === "string",
};
const id: Shape = {
  kind: "value",
  wanted: "an ID from 0 to 65535",
  fits: (value) => typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 65535,
};
const instances: Shape = {
  kind: "value",
  wanted: "Single or Multiple",
  fits: (value) => value === "Single" || value === "Multiple",
};
const presence: Shape = {
  kind: "value",
  wanted: "Mandatory or Optional",
  fits: (value) => value === "Mandatory" || value === "Optional",
};

const format: Shape = { kind: "value", wanted: String(tableFormat), fits: (value) => value === tableFormat };

/** What `RegistryTable` says, for a check at run time. */
const tableShape: Shape = {
  kind: "record",
  fields: {
    format,
    source: { kind: "record", fields: { digest: text }, optional: { commit: text, date: text } },
    reusableResources: {
      kind: "list",
      of: { kind: "row", columns: [id, text, text, text, text, text, text] },
    },
    objects: {
      kind: "list",
      of: {
        kind: "record",
        fields: {
          id,
          version: text,
          name: text,
          urn: text,
          lwm2mVersion: text,
          instances,
          presence,
          description: text,
          resources: {
            kind: "list",
            of: { kind: "row", columns: [id, text, text, instances, presence, text, range, text, text] },
          },
        },
      },
    },
  },
  optional: { descriptions: { kind: "map", of: text } },
};

/**
 * Checks that parsed JSON is a registry table.
 * @throws {RegistryTableError} that names the first place that is wrong
 */
export function readTable(value: unknown): RegistryTable {
  if (isTable(value)) return value;
  const { place, wanted, found } = findMismatch(value, tableShape) ?? { place: "", wanted: "a table", found: value };
  const where = place === "" ? "the file" : place.slice(1);
  const content = found === undefined ? "missing" : JSON.stringify(found).slice(0, 40);
  throw new RegistryTableError(
    where === "format"
      ? `This version reads registry tables of format ${wanted}, but the format of this one is ${content}. ${advice}`
      : `The registry table is damaged: ${where} should be ${wanted}, but is ${content}. ${advice}`,
  );
}

const advice = `Build it again with "lwm2m registry build".`;

function isTable(value: unknown): value is RegistryTable {
  return findMismatch(value, tableShape) === undefined;
}
