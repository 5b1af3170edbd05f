import { touches, type Span } from "../../lwm2m/base/span.js";
import type { DefinitionFile, ItemNode, ObjectNode } from "../../lwm2m/definition/definitionFile.js";
import { skipName } from "../../lwm2m/definition/xml/characters.js";
import { contentSpan, elementAt } from "../../lwm2m/definition/xml/query.js";
import type { XmlAttribute, XmlElement } from "../../lwm2m/definition/xml/tree.js";

/** What stands at an offset of a definition, in the terms of hover and linked editing. */
export type Place =
  | { readonly kind: "tag"; readonly element: XmlElement; readonly span: Span }
  | { readonly kind: "attributeName"; readonly element: XmlElement; readonly attribute: XmlAttribute }
  | { readonly kind: "attributeValue"; readonly element: XmlElement; readonly attribute: XmlAttribute }
  | { readonly kind: "content"; readonly element: XmlElement };

/** The place at an offset; undefined outside of all elements, and between the parts of a tag. */
export function placeAt(file: DefinitionFile, offset: number): Place | undefined {
  const element = elementAt(file.doc, offset);
  if (element === undefined) return undefined;
  for (const span of tagNames(file, element)) if (touches(span, offset)) return { kind: "tag", element, span };
  for (const attribute of element.attributes) {
    if (touches(attribute.nameSpan, offset)) return { kind: "attributeName", element, attribute };
    if (attribute.value !== undefined && touches(attribute.valueSpan, offset)) {
      return { kind: "attributeValue", element, attribute };
    }
  }
  return touches(contentSpan(element), offset) ? { kind: "content", element } : undefined;
}

/** Where an element's name stands: in its start tag, and in its end tag if that has the same name. */
export function tagNames(file: DefinitionFile, element: XmlElement): readonly Span[] {
  const close = closeName(file, element);
  return close === undefined ? [element.nameSpan] : [element.nameSpan, close];
}

function closeName({ text }: DefinitionFile, { closeStart, name }: XmlElement): Span | undefined {
  if (closeStart === undefined) return undefined;
  const start = closeStart + 2;
  const end = skipName(text, start);
  return text.slice(start, end) === name ? { start, end } : undefined;
}

/** The item that an element is, or is a part of. */
export function itemAround(file: DefinitionFile, element: XmlElement): ItemNode | undefined {
  for (let next: XmlElement | undefined = element; next !== undefined; next = next.parent) {
    if (next.name !== "Item") continue;
    const found = objectAround(file, next)?.items.find((item) => item.element === next);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The object that an element is, or is a part of. */
export function objectAround(file: DefinitionFile, element: XmlElement): ObjectNode | undefined {
  for (let next: XmlElement | undefined = element; next !== undefined; next = next.parent) {
    const found = file.objects.find((object) => object.element === next);
    if (found !== undefined) return found;
  }
  return undefined;
}
