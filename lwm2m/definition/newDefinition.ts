import type { Span } from "../base/span.js";
import { objectIdClass, objectIdClasses } from "./ids.js";
import { parseId } from "./definitionFile.js";
import { escapeText } from "./edits.js";
import { itemFields, objectFields, schemaAttribute, schemaFolder, schemaInstanceNamespace } from "./structure.js";

/** A class of object IDs in which an object may be defined. */
export type UsableIdClass = Extract<(typeof objectIdClasses)[number], { readonly urnLabel: string }>;

/** The classes in which an object may be defined, ascending. */
export const usableIdClasses: readonly UsableIdClass[] = objectIdClasses.filter(
  (candidate) => candidate.urnLabel !== undefined,
);

/** Who has an object ID already, as the end of a sentence: `is Temperature of the OMA registry`; undefined if free. */
export type IdOwner = (id: number) => string | undefined;

/** Says why a text cannot be the ID of a new object of that class; undefined if it can. */
export function objectIdProblem(text: string, idClass: UsableIdClass, ownerOf: IdOwner): string | undefined {
  const { first, last, title } = idClass;
  const id = parseId(text.trim());
  if (id === undefined) return `Write a number from ${first} to ${last}, digits only.`;
  if (id < first || id > last) {
    const other = objectIdClass(id);
    const where = other === undefined ? "" : ` ${id} is in the window "${other.title}".`;
    return `Write a number from ${first} to ${last}, the window "${title}".${where}`;
  }
  const owner = ownerOf(id);
  return owner === undefined ? undefined : `Choose another number; ${id} ${owner}.`;
}

/** The lowest ID of a class that nobody has; undefined if all are taken. */
export function freeObjectId({ first, last }: UsableIdClass, ownerOf: IdOwner): number | undefined {
  for (let id: number = first; id <= last; id++) if (ownerOf(id) === undefined) return id;
  return undefined;
}

/** Says why a text cannot be the name of a new object; undefined if it can. */
export function objectNameProblem(text: string): string | undefined {
  const name = text.trim();
  if (name === "") return "Write the name of the object, such as Tank Level.";
  if (/[^ -~]/u.test(name)) return "Write the name with ASCII letters, digits and signs only; OMA rejects all others.";
  if (/ {2}/u.test(name)) return "Write one blank between two words of the name.";
  return undefined;
}

/** What a new object definition is made from. */
export interface NewDefinition {
  /** In a class that has objects, see `usableIdClasses`. */
  readonly id: number;
  readonly name: string;
}

/** What the author replaces first. */
const descriptionToReplace = "What this object is for, in a sentence or two.";

/**
 * The text of a new definition with one resource, without a mistake, and where its description stands.
 * It asks for LwM2M 1.1, the first version that has all data types.
 */
export function newDefinition({ id, name }: NewDefinition): { readonly text: string; readonly description: Span } {
  const idClass = objectIdClass(id);
  const object: Record<(typeof objectFields)[number], string> = {
    Name: escapeText(name.trim()),
    Description1: descriptionToReplace,
    ObjectID: `${id}`,
    ObjectURN: `urn:oma:lwm2m:${idClass?.urnLabel ?? "x"}:${id}`,
    LWM2MVersion: "1.1",
    ObjectVersion: "1.0",
    MultipleInstances: "Multiple",
    Mandatory: "Optional",
    Resources: `\n      <Item ID="0">\n${itemText()}\n      </Item>\n    `,
    Description2: "",
  };
  const isPublished = idClass?.kind !== "private" && idClass?.kind !== "test";
  const text = `<?xml version="1.0" encoding="UTF-8"?>
${isPublished ? "<!-- SPDX-License-Identifier: BSD-3-Clause -->\n" : ""}\
<LWM2M xmlns:xsi="${schemaInstanceNamespace}" ${schemaAttribute}="${schemaFolder}LWM2M-v1_1.xsd">
  <Object ObjectType="MODefinition">
${objectFields.map((field) => `    <${field}>${object[field]}</${field}>`).join("\n")}
  </Object>
</LWM2M>
`;
  const start = text.indexOf(descriptionToReplace);
  return { text, description: { start, end: start + descriptionToReplace.length } };
}

/** The fields of the one resource that a definition must have. */
function itemText(): string {
  const item: Record<(typeof itemFields)[number], string> = {
    Name: "State",
    Operations: "R",
    MultipleInstances: "Single",
    Mandatory: "Mandatory",
    Type: "Integer",
    RangeEnumeration: "",
    Units: "",
    Description: "What this resource says.",
  };
  return itemFields.map((field) => `        <${field}>${item[field]}</${field}>`).join("\n");
}
