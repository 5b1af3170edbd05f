import type { Span } from "../../base/span.js";
import { attributeNamed, type DefinitionFile, type Field, type ObjectNode } from "../definitionFile.js";
import { escapeAttribute } from "../edits.js";
import { resourceTypes, schemaAttribute, schemas } from "../structure.js";
import { soundValue } from "./fields.js";
import type { Edit } from "./rule.js";

/** Which schema and which enabler version a file declares, and which it needs. */

/** The schema that the root element names. */
export interface SchemaReference {
  readonly address: string;
  /** Where the address stands; the attribute's name if the address is empty. */
  readonly span: Span;
  readonly valueSpan: Span;
  /** The published schema of that file name; undefined if there is none. */
  readonly known: (typeof schemas)[number] | undefined;
}

/** The schema of a file; undefined if it names none, or if the attribute has no value yet. */
export function schemaReference(file: DefinitionFile): SchemaReference | undefined {
  const attribute = file.root === undefined ? undefined : attributeNamed(file.root, schemaAttribute);
  if (attribute?.value === undefined) return undefined;
  const { value: address, valueSpan, nameSpan } = attribute;
  const known = schemas.find((schema) => address === schema.file || address.endsWith(`/${schema.file}`));
  return { address, span: valueSpan.start === valueSpan.end ? nameSpan : valueSpan, valueSpan, known };
}

/** Names another file in the folder of the schema. */
export function setSchemaFile({ address, valueSpan }: SchemaReference, schemaFile: string): Edit {
  const folder = address.slice(0, address.lastIndexOf("/") + 1);
  return { ...valueSpan, newText: escapeAttribute(folder + schemaFile) };
}

/** The file name of the schema that goes with an enabler version. */
export function schemaFileFor(version: string): string {
  return version === "1.0" ? "LWM2M.xsd" : "LWM2M-v1_1.xsd";
}

const newTypes: ReadonlySet<string> = new Set(
  resourceTypes.filter(({ since }) => since !== "1.0").map(({ value }) => value),
);

/** True if LwM2M 1.0 does not know the data type. */
export function isNewType(type: string): boolean {
  return newTypes.has(type);
}

/** True if a resource of the object has a data type that LwM2M 1.0 does not know. */
export function usesNewTypes(object: ObjectNode): boolean {
  return object.items.some((item) => isNewType(soundValue(item.field("Type")) ?? ""));
}

/** The enabler version that an object declares: 1.0 if it declares none, undefined if it cannot be read yet. */
export function declaredVersion(object: ObjectNode): string | undefined {
  const field: Field | undefined = object.field("LWM2MVersion");
  return field === undefined || field.value === "" ? "1.0" : soundValue(field);
}
