import type { Span } from "../../lwm2m/base/span.js";
import { parseDefinitionFile, type DefinitionFile } from "../../lwm2m/definition/definitionFile.js";
import { isBlank } from "../../lwm2m/definition/layout.js";
import { childElements } from "../../lwm2m/definition/xml/query.js";
import { elementFacts } from "../../lwm2m/definition/structure.js";
import type { XmlElement } from "../../lwm2m/definition/xml/tree.js";

/**
 * The innermost element that is still open at an offset, also where its end tag is missing: an element that holds
 * others stays open until something closes it, an element with text only as far as its text goes.
 */
export function containerAt(file: DefinitionFile, offset: number): XmlElement | undefined {
  let found: XmlElement | undefined;
  let elements = childElements(file.doc);
  for (;;) {
    const next = elements.findLast((element) => element.openEnd <= offset && element.start < offset);
    if (next === undefined || !isOpenAt(file, next, offset)) return found;
    found = next;
    elements = childElements(next);
  }
}

function isOpenAt({ text }: DefinitionFile, element: XmlElement, offset: number): boolean {
  if (element.selfClosing) return false;
  if (element.closeStart !== undefined) return offset <= element.closeStart;
  const isLeaf = elementFacts(element.name, element.parent?.name)?.children.length === 0;
  return !isLeaf || offset <= element.end || isBlank(text, { start: element.end, end: offset });
}

/**
 * The same file with blanks instead of a part of the text, parsed anew: what the file is around a tag that is only
 * half typed. Offsets stay the same.
 */
export function withBlanks(file: DefinitionFile, part: Span): DefinitionFile {
  const { text } = file;
  return parseDefinitionFile(text.slice(0, part.start) + " ".repeat(part.end - part.start) + text.slice(part.end));
}
