import { escapeText } from "../../../lwm2m/definition/edits.js";
import type { ItemNode } from "../../../lwm2m/definition/definitionFile.js";
import type { ReusableResource } from "../../../lwm2m/definition/model.js";
import type { Edit } from "../../../lwm2m/definition/rules/rule.js";
import { reusableFields, reusableText } from "../../../lwm2m/definition/registry/reusable.js";
import { itemFields } from "../../../lwm2m/definition/structure.js";
import { isBlank } from "../../../lwm2m/definition/layout.js";
import { childElements, contentSpan } from "../../../lwm2m/definition/xml/query.js";
import type { OpenDefinition } from "../../openDefinition.js";
import { indentAt, indentUnitOf, lineEndOf } from "../../text/indentation.js";
import { plainText, withLineEnds } from "../../text/snippet.js";
import { reusableItemContent } from "./itemSnippets.js";

/** True if no field of an item says anything yet, except perhaps its name. */
export function saysNothingYet(item: ItemNode): boolean {
  return itemFields.every((name) => name === "Name" || (item.field(name)?.value ?? "") === "");
}

/**
 * What else changes when the ID of a reusable resource is put into an item: the item gets the resource's fields.
 * Nothing changes if the item says something already.
 */
export function fillAfterId(doc: OpenDefinition, item: ItemNode, resource: ReusableResource): readonly Edit[] {
  const { element } = item;
  const { text } = doc.source;
  if (childElements(element).length > 0) return [];
  const unit = indentUnitOf(doc);
  const lineEnd = lineEndOf(doc);
  const indent = indentAt(doc.source, element.start);
  const inner = plainText(withLineEnds(reusableItemContent(resource, unit), lineEnd + indent));
  const tail = `${inner}${lineEnd}${indent}`;
  if (element.selfClosing) {
    return [{ start: element.openEnd - 2, end: element.openEnd, newText: `>${tail}</Item>` }];
  }
  if (text.charAt(element.openEnd - 1) !== ">") return [];
  const content = contentSpan(element);
  if (!isBlank(text, content)) return [];
  return [{ ...content, newText: element.closeStart === undefined ? `${tail}</Item>` : tail }];
}

/** What else changes when the name of a reusable resource is put into an item: its ID, and its other empty fields. */
export function fillAfterName(doc: OpenDefinition, item: ItemNode, resource: ReusableResource): readonly Edit[] {
  const { id } = item;
  const { text } = doc.source;
  const isQuoted = id?.value !== undefined && `"'`.includes(text.charAt(id.valueSpan.start - 1));
  const edits: Edit[] = isQuoted ? [{ ...id.valueSpan, newText: String(resource.id) }] : [];
  for (const name of reusableFields) {
    const field = item.field(name);
    const newText = reusableText(resource, name) ?? "";
    if (name === "Name" || newText === "" || field?.value !== "" || field.element.closeStart === undefined) continue;
    if (field.element.children.every((node) => node.kind === "text")) {
      edits.push({ ...field.contentSpan, newText: escapeText(newText) });
    }
  }
  return edits;
}
