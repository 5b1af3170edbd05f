import type { DefinitionFile } from "../../lwm2m/definition/definitionFile.js";
import { elementFacts } from "../../lwm2m/definition/structure.js";
import type { Diagnostic, Edit, Fix } from "../../lwm2m/definition/rules/rule.js";
import { nodeAt } from "../../lwm2m/definition/xml/query.js";
import type { OpenDefinition } from "../openDefinition.js";
import { containerAt } from "./container.js";
import { lineEndOf } from "../text/indentation.js";

const directive = /^\s*lwm2m-disable-next-line(?:[\s,]+[a-z0-9-]+)+(?=\s*$)/u;

/**
 * A comment above the line of a diagnostic that switches its rule off there; a comment that is there already gets one
 * rule more. Undefined where a comment cannot stand: inside a tag or a text, and before the XML declaration.
 */
export function suppression(doc: OpenDefinition, diagnostic: Diagnostic): Fix | undefined {
  if (diagnostic.ruleId === "xml-syntax") return undefined;
  const edit = suppressingEdit(doc, diagnostic);
  if (edit === undefined) return undefined;
  return { title: `Suppress ${diagnostic.ruleId} on this line`, edits: [edit], isSafe: false };
}

function suppressingEdit(doc: OpenDefinition, { ruleId, span }: Diagnostic): Edit | undefined {
  const { source, file } = doc;
  const line = source.lineAt(span.start);
  const { start, end } = source.lineSpan(line);
  const existing = line === 0 ? undefined : commentAbove(doc, line);
  if (existing !== undefined) return { start: existing, end: existing, newText: ` ${ruleId}` };
  const indent = /^[ \t]*/u.exec(source.text.slice(start, end))?.[0] ?? "";
  if (line === 0 || !standsBetweenElements(file, start)) return undefined;
  const newText = `${indent}<!-- lwm2m-disable-next-line ${ruleId} -->${lineEndOf(doc)}`;
  return { start, end: start, newText };
}

/** Where another rule id can be written in a directive that ends on the line above. */
function commentAbove({ source, file }: OpenDefinition, line: number): number | undefined {
  const above = source.lineSpan(line - 1);
  const end = above.start + source.text.slice(above.start, above.end).trimEnd().length;
  const node = nodeAt(file.doc, end - 1);
  if (node?.kind !== "comment" || node.end !== end) return undefined;
  const found = directive.exec(source.text.slice(node.contentSpan.start, node.contentSpan.end));
  return found === null ? undefined : node.contentSpan.start + found[0].length;
}

/** True if a comment at the offset would stand between elements. */
function standsBetweenElements(file: DefinitionFile, offset: number): boolean {
  const node = nodeAt(file.doc, offset);
  if (node !== undefined && node.start < offset && node.kind !== "element" && node.kind !== "text") return false;
  if (node?.kind === "element" && node.start < offset) {
    const isInTag = offset < node.openEnd || (node.closeStart !== undefined && node.closeStart < offset);
    if (isInTag) return false;
  }
  const container = containerAt(file, offset);
  if (container === undefined) return true;
  return (elementFacts(container.name, container.parent?.name)?.children.length ?? 0) > 0;
}
