import { parseId, type DefinitionFile, type Field, type ItemNode, type ObjectNode } from "./definitionFile.js";
import { multiplicityOf, operationsOf, presenceOf, typeOf, versionOf } from "./fieldValues.js";
import type { ObjectDefinition, ResourceDefinition } from "./model.js";
import { initialVersion } from "./version.js";
import { urnOf } from "./urn.js";

/**
 * The objects that a file defines, as plain data. What the text leaves unclear, because it is being typed or is wrong,
 * stays as in `lastGood`, what the file defined before; what was not there before is left out.
 */
export function objectDefinitions(
  file: DefinitionFile,
  lastGood: readonly ObjectDefinition[] = [],
): readonly ObjectDefinition[] {
  const isWellFormed = file.doc.problems.length === 0;
  const read = file.objects.flatMap((object) => {
    const id = objectIdOf(object);
    const before = lastGood.find((known) => known.id === id);
    return objectDefinition(object, isWellFormed, before) ?? [];
  });
  if (isWellFormed && read.length === file.objects.length) return read;
  return [...read, ...lastGood.filter(({ id }) => !read.some((known) => known.id === id))];
}

function objectIdOf(object: ObjectNode): number | undefined {
  return parseId(object.field("ObjectID")?.value);
}

function objectDefinition(
  object: ObjectNode,
  isWellFormed: boolean,
  before: ObjectDefinition | undefined,
): ObjectDefinition | undefined {
  const id = objectIdOf(object);
  const name = valueOf(object.field("Name"), nameOf, before?.name);
  if (id === undefined || name === undefined) return undefined;
  const version = valueOf(object.field("ObjectVersion"), versionOf, before?.version) ?? initialVersion;
  const urn = valueOf(object.field("ObjectURN"), textOf, before?.urn) ?? "";
  const description = valueOf(object.field("Description1"), textOf, before?.description);
  return {
    id,
    name,
    urn: urn === "" ? (urnOf(id, version) ?? "") : urn,
    lwm2mVersion: valueOf(object.field("LWM2MVersion"), versionOf, before?.lwm2mVersion) ?? initialVersion,
    version,
    isMultiple: valueOf(object.field("MultipleInstances"), multiplicityOf, before?.isMultiple) ?? false,
    isMandatory: valueOf(object.field("Mandatory"), presenceOf, before?.isMandatory) ?? false,
    description,
    resources: resourceDefinitions(object, isWellFormed, before?.resources ?? []),
  };
}

/** The resources in the order of the file, each ID once: devices have no two resources of one ID. */
function resourceDefinitions(
  object: ObjectNode,
  isWellFormed: boolean,
  lastGood: readonly ResourceDefinition[],
): readonly ResourceDefinition[] {
  const found = new Map<number, ResourceDefinition>();
  const before = new Map(lastGood.map((resource) => [resource.id, resource]));
  for (const item of object.items) {
    const id = item.resourceId;
    if (id === undefined || found.has(id)) continue;
    const resource = item.element.damaged ? (before.get(id) ?? read(item, id)) : read(item, id, before.get(id));
    if (resource !== undefined) found.set(id, resource);
  }
  if (!isWellFormed) for (const [id, resource] of before) if (!found.has(id)) found.set(id, resource);
  return [...found.values()];
}

function read(item: ItemNode, id: number, before?: ResourceDefinition): ResourceDefinition | undefined {
  const name = valueOf(item.field("Name"), nameOf, before?.name);
  const operations = valueOf(item.field("Operations"), operationsOf, before?.operations);
  if (name === undefined || operations === undefined) return undefined;
  return {
    id,
    name,
    operations,
    isMultiple: valueOf(item.field("MultipleInstances"), multiplicityOf, before?.isMultiple) ?? false,
    isMandatory: valueOf(item.field("Mandatory"), presenceOf, before?.isMandatory) ?? false,
    type: valueOf(item.field("Type"), typeOf, operations === "E" ? undefined : before?.type),
    range: valueOf(item.field("RangeEnumeration"), textOf, before?.range) ?? "",
    units: valueOf(item.field("Units"), textOf, before?.units) ?? "",
    description: valueOf(item.field("Description"), textOf, before?.description),
  };
}

/** What a field says; what it said before where it is damaged or says nothing that LwM2M knows. */
function valueOf<Value>(
  field: Field | undefined,
  parse: (text: string) => Value | undefined,
  before: Value | undefined,
): Value | undefined {
  if (field?.element.damaged === true && before !== undefined) return before;
  return parse(field?.value ?? "") ?? before;
}

function nameOf(text: string): string | undefined {
  return text === "" ? undefined : text;
}

function textOf(text: string): string {
  return text;
}
