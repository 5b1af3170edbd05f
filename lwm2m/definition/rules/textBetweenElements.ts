import type { Span } from "../../base/span.js";
import { replace } from "../edits.js";
import { trimmed } from "../xml/characters.js";
import type { XmlElement } from "../xml/tree.js";
import { changed, itemExample } from "./example.js";
import { irregularElements } from "./fields.js";
import type { Fix, Rule } from "./rule.js";

/** Finds text where only elements may stand. */
export const textBetweenElements: Rule = {
  id: "text-between-elements",
  level: "error",
  title: "Between the elements of an object and of a resource there is no text.",
  explanation:
    "LWM2M, Object, Resources and Item hold elements only. Text between these does not validate, and no tool reads it. " +
    "Put notes into a comment.",
  source: "Schemas LWM2M.xsd and LWM2M-v1_1.xsd",
  bad: changed(itemExample({}), "</Units>", "</Units>\n        «to be discussed»"),
  good: changed(itemExample({}), "</Units>", "</Units>\n        <!-- to be discussed -->"),
  *check(file) {
    for (const { element, facts } of irregularElements(file)) {
      if (facts.children.length === 0) continue;
      for (const span of strayTexts(file.text, element)) {
        const message = `Remove this text or put it in a comment; ${element.name} holds elements only.`;
        yield { span, message, fixes: fixes(file.text, span) };
      }
    }
  },
};

function* strayTexts(text: string, element: XmlElement): Generator<Span> {
  for (const { kind, start, end } of element.children) {
    if (kind !== "text" && kind !== "cdata") continue;
    const span = trimmed(text, start, end);
    if (span.start < span.end) yield span;
  }
}

function fixes(text: string, span: Span): readonly Fix[] {
  const stray = text.slice(span.start, span.end);
  const remove = { title: "Remove this text", edits: [replace(span, "")], isSafe: false };
  if (stray.includes("--")) return [remove];
  return [{ title: "Put it in a comment", edits: [replace(span, `<!-- ${stray} -->`)], isSafe: false }, remove];
}
