import type { BindingOptions } from "../../definition/bindingOptions.js";
import type { Limits, ObjectModel, ResourceModel } from "../model.js";
import { fits } from "./lines.js";
import { printLiteral, printString } from "./literals.js";
import { fullDoc, objectDoc, sentenceDoc } from "./resourceDocs.js";

/** The constant: plain data, from which the runtime works, as `ObjectMetadata` describes it. */
export function printConstant(object: ObjectModel, options: BindingOptions): readonly string[] {
  const { id, urn, name, version, lwm2mVersion, multiple, mandatory, resources } = object;
  const texts = Object.entries({ urn, name, version, lwm2mVersion });
  return [
    ...objectDoc(object),
    `export const ${object.symbol} = {`,
    `  id: ${id},`,
    ...texts.flatMap(([key, value]) => property("  ", key, printString(value))),
    `  multiple: ${multiple},`,
    `  mandatory: ${mandatory},`,
    ...choices(options),
    ...(resources.length === 0
      ? ["  resources: {},"]
      : ["  resources: {", ...resources.flatMap(printResource), "  },"]),
    "} as const;",
  ];
}

/** How values are held, where that is not the usual way. */
function choices({ int64, time, instances }: BindingOptions): readonly string[] {
  const unusual = [
    int64 === "bigint" ? 'int64: "bigint"' : "",
    time === "date" ? 'time: "date"' : "",
    instances === "record" ? 'instances: "record"' : "",
  ].filter((choice) => choice !== "");
  return unusual.length === 0 ? [] : [`  values: { ${unusual.join(", ")} },`];
}

/** A resource on one line if that is short enough. What is executed has its only documentation here. */
function printResource(resource: ResourceModel): readonly string[] {
  const indent = "    ";
  const properties = propertiesOf(resource);
  const values = resource.limits.values?.map(printLiteral).join(", ");
  const inline = [...properties, ...(values === undefined ? [] : [["values", `[${values}]`]])];
  const line = `${indent}${resource.key}: { ${inline.map(([key, value]) => `${key}: ${value}`).join(", ")} },`;
  const doc = resource.operations === "E" ? fullDoc(resource, indent) : sentenceDoc(resource, indent);
  if (fits(line)) return [...doc, line];
  const lines = properties.flatMap(([key, value]) => property(`${indent}  `, key, value));
  return [
    ...doc,
    `${indent}${resource.key}: {`,
    ...lines,
    ...printValues(`${indent}  `, resource.limits),
    `${indent}},`,
  ];
}

type Property = readonly [key: string, source: string];

/** The properties of a resource besides its list of values. */
function propertiesOf(resource: ResourceModel): readonly Property[] {
  const { id, name, type, operations, multiple, mandatory, units, limits } = resource;
  const optional: readonly (Property | undefined)[] = [
    units === "" ? undefined : ["units", printString(units)],
    limits.range && ["range", `{ min: ${printLiteral(limits.range.min)}, max: ${printLiteral(limits.range.max)} }`],
  ];
  return [
    ["id", String(id)],
    ["name", printString(name)],
    ["type", printString(type)],
    ["operations", printString(operations)],
    ["multiple", String(multiple)],
    ["mandatory", String(mandatory)],
    ...optional.filter((property) => property !== undefined),
  ];
}

/** A property on a line; a text that is too long for it goes below its key, unless the key is so short that nothing is won. */
function property(indent: string, key: string, source: string): readonly string[] {
  const line = `${indent}${key}: ${source},`;
  return fits(line) || key.length < 5 || !/^["']/u.test(source)
    ? [line]
    : [`${indent}${key}:`, `${indent}  ${source},`];
}

/** A list of values: on one line, else numbers as many as fit and others one a line, as Prettier has it. */
function printValues(indent: string, { values }: Limits): readonly string[] {
  if (values === undefined) return [];
  const items = values.map(printLiteral);
  const line = `${indent}values: [${items.join(", ")}],`;
  if (fits(line)) return [line];
  const isNumbers = values.every((value) => typeof value === "number");
  const lines = isNumbers ? filled(items, `${indent}  `) : items.map((item) => `${indent}  ${item},`);
  return [`${indent}values: [`, ...lines, `${indent}],`];
}

function filled(items: readonly string[], indent: string): readonly string[] {
  const lines: string[] = [];
  let line = indent;
  for (const item of items) {
    const longer = line === indent ? `${line}${item},` : `${line} ${item},`;
    if (fits(longer)) line = longer;
    else {
      lines.push(line);
      line = `${indent}${item},`;
    }
  }
  return [...lines, line];
}
