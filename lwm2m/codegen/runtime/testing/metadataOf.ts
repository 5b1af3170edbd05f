import { allowedValues } from "../../../data/checkValue.js";
import { wholeValue, formatDecimal, type Decimal } from "../../../definition/decimal.js";
import type { ObjectDefinition, ResourceDefinition } from "../../../definition/model.js";
import type { ObjectMetadata, ResourceMetadata, ValueChoices } from "../metadata.js";

/** What a binding says of an object, with the IDs of resources for their keys: `r5700`. */
export function metadataOf(object: ObjectDefinition, values: ValueChoices = {}): ObjectMetadata {
  const { id, urn, name, version, lwm2mVersion, isMultiple: multiple, isMandatory: mandatory } = object;
  const resources = object.resources.map(
    (resource) => [`r${resource.id}`, resourceMetadata(resource, values)] as const,
  );
  return {
    id,
    urn,
    name,
    version,
    lwm2mVersion,
    multiple,
    mandatory,
    values,
    resources: Object.fromEntries(resources),
  };
}

function resourceMetadata(resource: ResourceDefinition, choices: ValueChoices): ResourceMetadata {
  const { id, name, type = "None", operations, isMultiple: multiple, isMandatory: mandatory } = resource;
  return { id, name, type, operations, multiple, mandatory, ...limitsOf(resource, choices) };
}

function limitsOf(resource: ResourceDefinition, { int64 }: ValueChoices): Pick<ResourceMetadata, "range" | "values"> {
  const { type } = resource;
  const range = allowedValues(resource);
  const isWhole = type !== "Float";
  if (range.kind === "texts" && type !== "String" && type !== "Corelnk") return {};
  if (range.kind === "texts") return { values: range.items.map(({ text }) => text) };
  if (range.kind === "interval") {
    return { range: { min: numberOf(range.min.number, isWhole), max: numberOf(range.max.number, isWhole) } };
  }
  if (range.kind === "empty" || type === "Time" || type === "Boolean" || type === "Objlnk") return {};
  const isBigint = int64 === "bigint" && (type === "Integer" || type === "Unsigned Integer");
  return {
    values: range.items.map(({ number }) => (isBigint ? BigInt(formatDecimal(number)) : Number(formatDecimal(number)))),
  };
}

function numberOf(number: Decimal, isWhole: boolean): number | bigint {
  const value = Number(formatDecimal(number));
  return !isWhole || Number.isSafeInteger(value) ? value : (wholeValue(number) ?? value);
}
