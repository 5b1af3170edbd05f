import type { Span } from "../base/span.js";
import { blocksOf, indentationAt, indentationStep, isBlank, lineEndOf, wholeLines } from "./layout.js";
import type { Edit } from "./rules/rule.js";
import { elementFacts } from "./structure.js";
import type { XmlAttribute, XmlElement, XmlNode } from "./xml/tree.js";

/** Edits of a definition's text that fixes and editor features are made of. Each keeps everything that it does not mean. */

/** A text as XML character data. */
export function escapeText(text: string): string {
  return text.replace(/[&<>]/gu, (character) => ({ "&": "&amp;", "<": "&lt;" })[character] ?? "&gt;");
}

/** A text as an attribute value in double quotes. */
export function escapeAttribute(text: string): string {
  return escapeText(text).replace(/"/gu, "&quot;");
}

/** Replaces a span; `newText` is markup. */
export function replace({ start, end }: Span, newText: string): Edit {
  return { start, end, newText };
}

/**
 * Gives an element another text, in place of everything between its tags but comments at either end; an empty-element
 * tag becomes two tags.
 */
export function setText(element: XmlElement, newText: string): Edit {
  const content = escapeText(newText);
  if (!element.selfClosing) {
    const isValue = ({ kind }: XmlNode): boolean => kind !== "comment";
    const start = element.children.find(isValue)?.start ?? element.openEnd;
    const end = element.children.findLast(isValue)?.end ?? start;
    return { start, end, newText: content };
  }
  return { start: element.openEnd - 2, end: element.openEnd, newText: `>${content}</${element.name}>` };
}

/** Gives an element another name, in both of its tags. */
export function rename(text: string, element: XmlElement, name: string): readonly Edit[] {
  const edits = [replace(element.nameSpan, name)];
  if (element.closeStart === undefined) return edits;
  const start = element.closeStart + 2;
  return text.startsWith(element.name, start)
    ? [...edits, { start, end: start + element.name.length, newText: name }]
    : edits;
}

/** Removes an element, with its line if it has that for itself. */
export function removeElement(text: string, element: XmlElement): Edit {
  return replace(wholeLines(text, element), "");
}

/** Removes an attribute with the white space before it. */
export function removeAttribute(text: string, attribute: XmlAttribute): Edit {
  let start = attribute.start;
  while (start > 0 && /\s/u.test(text.charAt(start - 1))) start--;
  return { start, end: attribute.end, newText: "" };
}

/** Adds an attribute behind the others. */
export function addAttribute(element: XmlElement, name: string, value: string): Edit {
  const at = element.attributes.at(-1)?.end ?? element.nameSpan.end;
  return { start: at, end: at, newText: ` ${name}="${escapeAttribute(value)}"` };
}

/** Adds a child element with text where the schema wants it, on a line of its own if its neighbors have theirs. */
export function insertChild(text: string, parent: XmlElement, name: string, content: string): Edit {
  const markup = `<${name}>${escapeText(content)}</${name}>`;
  const order = elementFacts(parent.name, parent.parent?.name)?.children.map((child) => child.name) ?? [];
  const position = (child: string): number => order.indexOf(child);
  const blocks = blocksOf(text, parent).filter((block) => position(block.element.name) !== -1);
  const before = blocks
    .filter((block) => position(block.element.name) <= position(name))
    .reduce<(typeof blocks)[number] | undefined>((best, block) => {
      return best === undefined || position(block.element.name) >= position(best.element.name) ? block : best;
    }, undefined);
  if (before !== undefined) {
    const indentation = indentationAt(text, before.element.start);
    const lead = indentation === undefined ? "" : lineEndOf(text) + indentation;
    return { start: before.end, end: before.end, newText: lead + markup };
  }
  const after = blocks[0];
  if (after === undefined) return insertFirst(text, parent, [markup]);
  const indentation = indentationAt(text, after.start);
  const trail = indentation === undefined ? "" : lineEndOf(text) + indentation;
  return { start: after.start, end: after.start, newText: markup + trail };
}

/** Adds children without text, in the order of the names, to an element without any. */
export function insertFirstChildren(text: string, parent: XmlElement, names: readonly string[]): Edit {
  return insertFirst(
    text,
    parent,
    names.map((name) => `<${name}></${name}>`),
  );
}

function insertFirst(text: string, parent: XmlElement, children: readonly string[]): Edit {
  const indentation = indentationAt(text, parent.start);
  const lead = indentation === undefined ? "" : lineEndOf(text) + indentation + indentationStep(text, parent);
  const markup = children.map((child) => lead + child).join("");
  const close = indentation === undefined ? "" : lineEndOf(text) + indentation;
  if (parent.selfClosing) {
    return {
      start: parent.openEnd - 2,
      end: parent.openEnd,
      newText: `>${markup}${close}</${parent.name}>`,
    };
  }
  const end = parent.closeStart ?? parent.openEnd;
  if (isBlank(text, { start: parent.openEnd, end })) {
    return { start: parent.openEnd, end, newText: markup + close };
  }
  return { start: parent.openEnd, end: parent.openEnd, newText: markup };
}
