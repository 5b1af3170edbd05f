import type { XmlElement } from "../../lwm2m/definition/xml/tree.js";
import type { OpenDefinition } from "../openDefinition.js";
import { containerAt, withBlanks } from "./container.js";

/**
 * The snippet that closes a tag: `$0</Name>` behind the `>` of a start tag that has no end tag, `Name>` behind `</`.
 * Null if nothing is to be closed at the offset.
 */
export function closingSnippet(doc: OpenDefinition, offset: number): string | null {
  const { text } = doc.source;
  if (text.charAt(offset - 1) === ">") {
    const opened = elementOpenedAt(doc, offset);
    return opened === undefined || opened.closeStart !== undefined ? null : `$0</${opened.name}>`;
  }
  if (text.slice(Math.max(offset - 2, 0), offset) !== "</" || /[^\s<]/u.test(text.charAt(offset))) return null;
  const start = offset - 2;
  const open = containerAt(withBlanks(doc.file, { start, end: offset }), start);
  return open === undefined || open.closeStart !== undefined ? null : `${open.name}>`;
}

/** The element whose start tag ends at the offset. */
function elementOpenedAt({ file }: OpenDefinition, offset: number): XmlElement | undefined {
  let nodes = file.doc.nodes;
  for (;;) {
    const next = nodes.findLast((node): node is XmlElement => node.kind === "element" && node.start < offset);
    if (next === undefined) return undefined;
    if (next.openEnd === offset) return next.selfClosing ? undefined : next;
    nodes = next.children;
  }
}
