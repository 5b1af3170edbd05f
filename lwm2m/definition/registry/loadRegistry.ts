import type { ObjectDefinition, ResourceDefinition, ReusableResource } from "../model.js";
import { operationsOf, typeOf } from "../fieldValues.js";
import { readTable } from "./readTable.js";
import type { Registry } from "./registry.js";
import type { ObjectRow, RegistryTable, ResourceRow, ReusableRow } from "./table.js";
import { compareVersionTexts } from "../version.js";

/**
 * The registry of a table, given as parsed JSON.
 * @throws {RegistryTableError} if that is no table
 */
export function loadRegistry(json: unknown): Registry {
  const table = readTable(json);
  const describe = (digest: string): string | undefined => table.descriptions?.[digest];
  const rows = rowsById(table);
  const objects = new Map<number, readonly ObjectDefinition[]>();
  // Most programs look at few objects, so each is made when it is asked for.
  const versions = (id: number): readonly ObjectDefinition[] => {
    const known = objects.get(id);
    const found = known === undefined ? rows.get(id) : undefined;
    if (found === undefined) return known ?? [];
    const made = found.map((row) => objectDefinition(row, describe));
    objects.set(id, made);
    return made;
  };
  let newest: readonly ObjectDefinition[] | undefined;
  const reusableResources = table.reusableResources.map((row) => reusableResource(row, describe));
  const reusableById = new Map(reusableResources.map((resource) => [resource.id, resource]));
  return {
    source: table.source,
    get objects() {
      return (newest ??= [...rows.keys()].flatMap((id) => versions(id).at(-1) ?? []));
    },
    versions,
    object: (id, version) => {
      const known = versions(id);
      return version === undefined ? known.at(-1) : known.find((object) => object.version === version);
    },
    reusableResources,
    reusableResource: (id) => reusableById.get(id),
  };
}

type Describe = (digest: string) => string | undefined;

/** All versions by object ID, both ascending, whatever the order of the table. */
function rowsById(table: RegistryTable): ReadonlyMap<number, readonly ObjectRow[]> {
  const rows = table.objects.toSorted((a, b) => a.id - b.id || compareVersionTexts(a.version, b.version));
  const byId = new Map<number, ObjectRow[]>();
  for (const row of rows) {
    const known = byId.get(row.id);
    if (known === undefined) byId.set(row.id, [row]);
    else known.push(row);
  }
  return byId;
}

function objectDefinition(row: ObjectRow, describe: Describe): ObjectDefinition {
  return {
    id: row.id,
    name: row.name,
    urn: row.urn,
    lwm2mVersion: row.lwm2mVersion,
    version: row.version,
    isMultiple: row.instances === "Multiple",
    isMandatory: row.presence === "Mandatory",
    description: describe(row.description),
    resources: row.resources.map((resource) => resourceDefinition(resource, describe)),
  };
}

function resourceDefinition(row: ResourceRow, describe: Describe): ResourceDefinition {
  const [id, name, operations, instances, presence, type, range, units, digest] = row;
  return {
    id,
    name,
    operations: operationsOf(operations) ?? "",
    isMultiple: instances === "Multiple",
    isMandatory: presence === "Mandatory",
    type: typeOf(type),
    range: range ?? "",
    units,
    description: describe(digest),
  };
}

function reusableResource(row: ReusableRow, describe: Describe): ReusableResource {
  const [id, name, operations, type, range, units, descriptionDigest] = row;
  return {
    id,
    name,
    operations: operationsOf(operations) ?? "",
    type: typeOf(type),
    range,
    units,
    description: describe(descriptionDigest),
    descriptionDigest,
  };
}
