import { attributeNamed } from "../definitionFile.js";
import { addAttribute } from "../edits.js";
import { changed, objectExample } from "./example.js";
import { quote } from "../../base/quote.js";
import type { Rule } from "./rule.js";

const expected = "MODefinition";

/** Checks the attribute ObjectType. */
export const objectType: Rule = {
  id: "object-type",
  level: "error",
  title: "The attribute ObjectType of an object is MODefinition.",
  explanation:
    "The schema requires the attribute and takes any text, but every object definition says MODefinition there, and " +
    "Leshan refuses any other. OMA's list of reusable resources, which looks much the same, says CommonResources.",
  source: "LwM2M TS 1.2 Appendix D.1; schemas LWM2M.xsd and LWM2M-v1_1.xsd",
  bad: changed(objectExample({}), "MODefinition", "«MODefintion»"),
  good: objectExample({}),
  *check({ objects }) {
    for (const { element } of objects) {
      const attribute = attributeNamed(element, "ObjectType");
      if (attribute === undefined) {
        if (element.attributes.some(({ name }) => name.toLowerCase() === "objecttype")) continue;
        const edits = [addAttribute(element, "ObjectType", expected)];
        const title = `Add ObjectType="${expected}"`;
        yield { span: element.nameSpan, message: `${title} to this object.`, fixes: [{ title, edits, isSafe: true }] };
      } else if (attribute.value !== undefined && attribute.value !== expected) {
        const { value, valueSpan, nameSpan } = attribute;
        const isEmpty = valueSpan.start === valueSpan.end;
        const fix = { title: `Write ${expected}`, edits: [{ ...valueSpan, newText: expected }], isSafe: isSlip(value) };
        const message = isEmpty ? `Write ${expected}.` : `Write ${expected} instead of ${quote(value)}.`;
        yield { span: isEmpty ? nameSpan : valueSpan, message, fixes: [fix] };
      }
    }
  },
};

/** A text of nearly the same letters; another word may mean that this is no object definition. */
function isSlip(value: string): boolean {
  return /^\s*(?:mo\s*def[a-z]*)?\s*$/iu.test(value);
}
