import { removeAttribute, replace } from "../edits.js";
import { schemaAttribute, type ElementFacts } from "../structure.js";
import type { XmlAttribute, XmlElement } from "../xml/tree.js";
import { changed, itemExample } from "./example.js";
import { elementsWithAttributes } from "./fields.js";
import type { Finding, Rule } from "./rule.js";

/** Finds attributes that the schema does not know. */
export const attributeUnknown: Rule = {
  id: "attribute-unknown",
  level: "error",
  title: "There are no attributes but those of the schema.",
  explanation:
    "Object has the attribute ObjectType, Item has ID, and the root element names the schema. The schema knows no other " +
    "attribute, apart from those that name a schema (xsi:noNamespaceSchemaLocation, xsi:schemaLocation) and the " +
    "declarations of prefixes (xmlns:…). Nothing can be nil, and no type can be chosen: xsi:nil and xsi:type do not " +
    "validate. Names are compared letter by letter: id is not ID.",
  source: "Schemas LWM2M.xsd and LWM2M-v1_1.xsd",
  bad: changed(itemExample({}), "<Units>", '<Units «symbol»="SenML">'),
  good: itemExample({}),
  *check(file) {
    for (const { element, facts } of elementsWithAttributes(file)) {
      for (const attribute of element.attributes) {
        if (!isAllowed(attribute.name, element, facts)) yield finding(file.text, element, attribute, facts);
      }
    }
  },
};

/** Attributes of XML Schema that any element may have (XML Schema Part 1 §3.2.7). */
const schemaLocations: ReadonlySet<string> = new Set([schemaAttribute, "xsi:schemaLocation"]);

function isAllowed(name: string, element: XmlElement, facts: ElementFacts): boolean {
  if (schemaLocations.has(name) || name.startsWith("xmlns:")) return true;
  // A default namespace of the root is reported by the rule root-element.
  if (name === "xmlns" && element.parent === undefined) return true;
  return facts.attributes.some((attribute) => attribute.name === name);
}

function finding(
  text: string,
  element: XmlElement,
  { name, nameSpan, ...rest }: XmlAttribute,
  facts: ElementFacts,
): Finding {
  const present = new Set(element.attributes.map((attribute) => attribute.name));
  const meant = facts.attributes.find((known) => {
    return !present.has(known.name) && known.name.toLowerCase() === name.toLowerCase();
  });
  if (meant !== undefined) {
    const edits = [replace(nameSpan, meant.name)];
    return {
      span: nameSpan,
      message: `Write ${meant.name} instead of ${name}.`,
      fixes: [{ title: `Rename it to ${meant.name}`, edits, isSafe: true }],
    };
  }
  return {
    span: nameSpan,
    message: `Remove the attribute ${name}; the schema has no such attribute of ${element.name}.`,
    fixes: [{ title: `Remove ${name}`, edits: [removeAttribute(text, { name, nameSpan, ...rest })], isSafe: false }],
  };
}
