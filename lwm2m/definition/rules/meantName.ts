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

/** A parent with more unknown names is no definition; each costs time. */
const maximumNames = 100;

/**
 * Tells what the unknown children of an element were meant to be, by their names: a name that the element knows, that is
 * near, and that is not there yet unless it may be repeated. Undefined for a known name, and where nothing is near.
 */
export function meantNames(parent: XmlElement): (name: string) => string | undefined {
  const known = factsOf(parent)?.children ?? [];
  const present = new Set(childElements(parent).map(({ name }) => name));
  const free = known.filter(({ name, repeatable }) => repeatable || !present.has(name)).map(({ name }) => name);
  const answers = new Map<string, string | undefined>(known.map(({ name }) => [name, undefined]));
  return (name) => {
    if (answers.has(name) || answers.size > known.length + maximumNames) return answers.get(name);
    const synonym = synonyms[name.toLowerCase()];
    const answer = synonym !== undefined && free.includes(synonym) ? synonym : nearest(name, free);
    answers.set(name, answer);
    return answer;
  };
}
