import { nearest } from "../../base/nearest.js";
import { childElements } from "../xml/query.js";
import type { XmlElement } from "../xml/tree.js";
import { factsOf } from "./fields.js";

/** Other names for elements, in lower case. */
const synonyms: Readonly<Partial<Record<string, string>>> = {
  unit: "Units",
  range: "RangeEnumeration",
  enumeration: "RangeEnumeration",
  operation: "Operations",
  urn: "ObjectURN",
  description: "Description1",
  resource: "Item",
};

/**
 * The name that an unknown element was meant to have: one that its parent knows, is near, and is not there yet unless it
 * may be repeated. Undefined for an element that is known, and where nothing is near.
 */
export function meantName(element: XmlElement): string | undefined {
  const { parent } = element;
  const known = parent === undefined ? undefined : factsOf(parent)?.children;
  if (parent === undefined || known === undefined || known.some(({ name }) => name === element.name)) return undefined;
  const present = new Set(childElements(parent).map(({ name }) => name));
  const free = known.filter(({ name, repeatable }) => repeatable || !present.has(name)).map(({ name }) => name);
  const synonym = synonyms[element.name.toLowerCase()];
  return synonym !== undefined && free.includes(synonym) ? synonym : nearest(element.name, free);
}
