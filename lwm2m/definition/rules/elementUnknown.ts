import { removeElement, rename, replace } from "../edits.js";
import { isOneEditAway } from "../xml/similarity.js";
import { childElements } from "../xml/query.js";
import type { XmlElement } from "../xml/tree.js";
import { changed, itemExample } from "./example.js";
import { irregularElements } from "./fields.js";
import { meantNames } from "./meantName.js";
import { quote } from "../../base/quote.js";
import type { Finding, Fix, Rule } from "./rule.js";

/** Finds elements that the schema does not know where they stand. */
export const elementUnknown: Rule = {
  id: "element-unknown",
  level: "error",
  title: "There are no elements but those of the schema.",
  explanation:
    "The schema knows LWM2M, Object, Resources and Item with their elements of text, and nothing else; there is no " +
    "room for extensions. Readers that check the schema refuse the file, others pass over the element, and what it " +
    "says is lost. Put notes into a comment, and explanations into a description.\n\n" +
    "An element of text holds no markup: write a list or a table in a description as plain text, or protect it in a " +
    "CDATA section.",
  source: "Schemas LWM2M.xsd and LWM2M-v1_1.xsd",
  bad: changed(changed(itemExample({}), "<Units>", "<«Unit»>"), "</Units>", "</Unit>"),
  good: itemExample({}),
  *check(file) {
    for (const { element, facts } of irregularElements(file)) {
      const known = new Set(facts.children.map((child) => child.name));
      const meant = meantNames(element);
      for (const child of childElements(element)) {
        if (known.has(child.name)) continue;
        if (known.size === 0) yield markup(file.text, element, child);
        else yield unknown(file.text, element, child, meant(child.name));
      }
    }
  },
};

/** An element inside an element of text. */
function markup(text: string, parent: XmlElement, child: XmlElement): Finding {
  const message = `Write &lt; for a less-than sign, or put the text of ${parent.name} in a CDATA section; it holds no elements.`;
  return { span: child.nameSpan, message, fixes: inCData(text, parent) };
}

function unknown(text: string, parent: XmlElement, child: XmlElement, meant: string | undefined): Finding {
  if (meant === undefined) {
    return {
      span: child.nameSpan,
      message: `Remove ${child.name}; the schema has no such element inside ${parent.name}.`,
      fixes: [{ title: `Remove ${child.name}`, edits: [removeElement(text, child)], isSafe: false }],
    };
  }
  const isSafe = isOneEditAway(meant.toLowerCase(), child.name.toLowerCase()) || sameLetters(meant, child.name);
  return {
    span: child.nameSpan,
    message: `Write ${meant} instead of ${quote(child.name)}.`,
    fixes: [{ title: `Rename it to ${meant}`, edits: rename(text, child, meant), isSafe }],
  };
}

function sameLetters(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

/** Possible only where the text has no reference, which a CDATA section would show as it is written. */
function inCData(text: string, parent: XmlElement): readonly Fix[] {
  if (parent.closeStart === undefined) return [];
  const content = { start: parent.openEnd, end: parent.closeStart };
  const inner = text.slice(content.start, content.end);
  if (inner.includes("&") || inner.includes("<!") || inner.includes("]]>")) return [];
  return [
    { title: "Put the text in a CDATA section", edits: [replace(content, `<![CDATA[${inner}]]>`)], isSafe: false },
  ];
}
