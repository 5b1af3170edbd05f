import { indentationAt } from "../layout.js";
import { elementFacts } from "../structure.js";
import type { XmlDocument, XmlElement } from "../xml/tree.js";

/** What a file or the editor uses to lay out lines. */
export interface Layout {
  /** One level of indentation. */
  readonly indent: string;
  readonly lineEnd: "\n" | "\r\n";
}

/** One level of indentation that a person would choose: tabs or blanks, not both, and not the whole line. */
const sensibleIndent = /^(?:\t{1,2}| {1,8})$/u;

/** The step of indentation that most elements of a document have, or undefined if none stands on a line of its own. */
export function usualIndent(doc: XmlDocument): string | undefined {
  const counts = new Map<string, number>();
  for (const [element, parent] of nestedElements(doc.root)) {
    const own = indentationAt(doc.text, element.start);
    const outer = indentationAt(doc.text, parent.start);
    if (own === undefined || outer === undefined || !own.startsWith(outer)) continue;
    const step = own.slice(outer.length);
    if (sensibleIndent.test(step)) counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  let best: string | undefined;
  for (const [step, count] of counts) if (best === undefined || count > (counts.get(best) ?? 0)) best = step;
  return best;
}

/** The line end that a text uses most. */
export function usualLineEnd(text: string): "\n" | "\r\n" {
  let windows = 0;
  let all = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) {
    all++;
    if (text.charAt(at - 1) === "\r") windows++;
  }
  return windows * 2 > all ? "\r\n" : "\n";
}

/** Elements that the formatter may indent, each with its parent. */
function* nestedElements(element: XmlElement | undefined): Generator<readonly [XmlElement, XmlElement]> {
  if (element === undefined || !isContainer(element)) return;
  for (const child of element.children) {
    if (child.kind !== "element") continue;
    yield [child, element];
    yield* nestedElements(child);
  }
}

/** True if the schema says that the element holds other elements, not text. */
export function isContainer(element: XmlElement): boolean {
  return (elementFacts(element.name, element.parent?.name)?.children.length ?? 0) > 0;
}
