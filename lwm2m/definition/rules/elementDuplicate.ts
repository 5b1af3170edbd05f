import { removeElement } from "../edits.js";
import { childElements } from "../xml/query.js";
import type { XmlElement } from "../xml/tree.js";
import { changed, itemExample } from "./example.js";
import { irregularElements } from "./fields.js";
import type { Rule } from "./rule.js";

/** Finds elements that stand twice. */
export const elementDuplicate: Rule = {
  id: "element-duplicate",
  level: "error",
  title: "Each element of an object and of a resource stands only once.",
  explanation:
    "Only Object and Item may be repeated. Where another element stands twice, some tools take the first text and some " +
    "the last, so that two programs see two different objects. Duplicates are often left over from a merge.\n\n" +
    "The fix removes the later element. It is applied unasked only if both are the same, letter by letter.",
  source: "Schemas LWM2M.xsd and LWM2M-v1_1.xsd",
  bad: changed(itemExample({}), "</Units>", "</Units>\n        <«Units»>s</Units>"),
  good: itemExample({}),
  *check(file) {
    const { text } = file;
    for (const { element, facts } of irregularElements(file)) {
      const once = new Set(facts.children.filter((child) => !child.repeatable).map((child) => child.name));
      const seen = new Map<string, XmlElement>();
      for (const child of childElements(element)) {
        const first = seen.get(child.name);
        if (first === undefined) seen.set(child.name, child);
        // A damaged first one is being typed; it may become another element.
        if (first === undefined || first.damaged || !once.has(child.name)) continue;
        const isSafe = source(text, first) === source(text, child);
        yield {
          span: child.nameSpan,
          message: `Remove this second ${child.name}; an ${element.name} has only one.`,
          related: [{ span: first.nameSpan, message: `The first ${child.name}` }],
          fixes: [{ title: `Remove this ${child.name}`, edits: [removeElement(text, child)], isSafe }],
        };
      }
    }
  },
};

function source(text: string, element: XmlElement): string {
  return text.slice(element.start, element.end);
}
