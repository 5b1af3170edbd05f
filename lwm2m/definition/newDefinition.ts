import type { Span } from "../base/span.js";
import { objectIdClass, objectIdClasses } from "./ids.js";
import { parseId } from "./definitionFile.js";
import type { ObjectDefinition, ResourceDefinition } from "./model.js";
import { printDefinition } from "./printDefinition.js";
import { urnOf } from "./urn.js";
import { initialVersion } from "./version.js";

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
  const isPublished = idClass?.kind !== "private" && idClass?.kind !== "test";
  const object: ObjectDefinition = {
    id,
    name: name.trim(),
    urn: urnOf(id) ?? "",
    lwm2mVersion: "1.1",
    version: initialVersion,
    isMultiple: true,
    isMandatory: false,
    description: descriptionToReplace,
    resources: [firstResource],
  };
  const text = printDefinition(object, isPublished ? { comments: ["SPDX-License-Identifier: BSD-3-Clause"] } : {});
  const start = text.indexOf(descriptionToReplace);
  return { text, description: { start, end: start + descriptionToReplace.length } };
}

/** The one resource that a definition must have. */
const firstResource: ResourceDefinition = {
  id: 0,
  name: "State",
  operations: "R",
  isMultiple: false,
  isMandatory: true,
  type: "Integer",
  range: "",
  units: "",
  description: "What this resource says.",
};
