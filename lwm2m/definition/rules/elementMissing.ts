import { insertChild, insertFirstChildren } from "../edits.js";
import { childElements } from "../xml/query.js";
import type { XmlElement } from "../xml/tree.js";
import { changed, itemExample } from "./example.js";
import { isHalfTyped, irregularElements } from "./fields.js";
import { meantNames } from "./meantName.js";
import type { Finding, Fix, Rule } from "./rule.js";

/** Checks that no element of an object or of a resource is missing. */
export const elementMissing: Rule = {
  id: "element-missing",
  level: "error",
  title: "Objects and resources have all of their elements.",
  explanation:
    "All elements are required, also where they say nothing: an empty RangeEnumeration, Units or Description2 must be " +
    "there. Only LWM2MVersion and ObjectVersion may be absent by the schema, and OMA wants these two as well. A file " +
    "that lacks an element does not validate, and tools that rely on the schema stop or take a wrong default.\n\n" +
    "Of the 327 published objects 18, all of uCIFI, leave out RangeEnumeration in 145 resources.",
  source: "LwM2M TS 1.2 Appendix D.1; schemas LWM2M.xsd and LWM2M-v1_1.xsd",
  bad: changed(itemExample({ RangeEnumeration: null }), "<Item", "<«Item»"),
  good: itemExample({ RangeEnumeration: "" }),
  *check(file) {
    for (const { element, facts } of irregularElements(file)) {
      // A missing Object or Item is reported by rules of their own.
      const once = facts.children.filter((child) => child.required && !child.repeatable);
      if (once.length === 0 || isHalfTyped(element)) continue;
      if (childElements(element).length === 0) {
        yield emptyElement(file.text, element, once);
        continue;
      }
      const present = presentNames(element);
      for (const { name } of once) {
        if (present.has(name)) continue;
        yield {
          span: element.nameSpan,
          message: `Add the element ${name} to this ${element.name}${mayBeEmpty.has(name) ? "; it may be empty" : ""}.`,
          fixes: fixes(file.text, element, name),
        };
      }
    }
  },
};

/** One finding for an element that has only just been started; one for each child would bury the others. */
function emptyElement(text: string, element: XmlElement, children: readonly { readonly name: string }[]): Finding {
  const names = children.map(({ name }) => name);
  const list = `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
  const finding = { span: element.nameSpan, message: `Add the elements ${list} to this ${element.name}.` };
  // Resources without an Item would be a new mistake.
  if (names.includes("Resources")) return finding;
  const edits = [insertFirstChildren(text, element, names)];
  return { ...finding, fixes: [{ title: "Add all elements, empty", edits, isSafe: false }] };
}

/** Names of the children, also of those that are only misspelt, for these are reported by themselves. */
function presentNames(element: XmlElement): ReadonlySet<string> {
  const meant = meantNames(element);
  return new Set(childElements(element).flatMap(({ name }) => [name, meant(name) ?? name]));
}

/** Elements that say nothing when they are empty. */
const mayBeEmpty: ReadonlySet<string> = new Set(["RangeEnumeration", "Units", "Description2"]);

/** Texts to choose from. None is certain. */
const choices: Readonly<Partial<Record<string, readonly string[]>>> = {
  MultipleInstances: ["Single", "Multiple"],
  Mandatory: ["Optional", "Mandatory"],
  Operations: ["R", "RW", "W", "E"],
};

function fixes(text: string, element: XmlElement, name: string): readonly Fix[] {
  // Resources without an Item would be a new mistake.
  if (name === "Resources") return [];
  return (choices[name] ?? [""]).map((content) => ({
    title: content === "" ? `Add ${name}` : `Add ${name} ${content}`,
    edits: [insertChild(text, element, name, content)],
    isSafe: mayBeEmpty.has(name),
  }));
}
