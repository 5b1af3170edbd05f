import type { Span } from "../base/span.js";
import {
  definitionVocabulary,
  itemFields,
  objectFields,
  type ItemFieldName,
  type ObjectFieldName,
} from "./structure.js";
import { trimmed } from "./xml/characters.js";
import { parseXml } from "./xml/parse.js";
import { childElements, childNamed, contentSpan, textOf } from "./xml/query.js";
import type { XmlAttribute, XmlDocument, XmlElement, XmlNode } from "./xml/tree.js";

/** An object definition file in LwM2M's terms, over its syntax tree: what rules and editor features look at. */
export interface DefinitionFile {
  readonly doc: XmlDocument;
  readonly text: string;
  /** The `LWM2M` element; undefined if the file has none at the top. */
  readonly root: XmlElement | undefined;
  readonly objects: readonly ObjectNode[];
}

/** An `Object` element. */
export interface ObjectNode {
  readonly element: XmlElement;
  /** The `Resources` element. */
  readonly resources: XmlElement | undefined;
  readonly items: readonly ItemNode[];
  /** The first field of that name; undefined if the element is missing. */
  readonly field: (name: ObjectFieldName) => ObjectField | undefined;
}

/** A field of an object. */
export type ObjectField = Field & { readonly object: ObjectNode };

/** An `Item` element: one resource. */
export interface ItemNode {
  readonly element: XmlElement;
  readonly object: ObjectNode;
  /** The `ID` attribute. */
  readonly id: XmlAttribute | undefined;
  /** The resource ID; undefined if it is missing or no number from 0 to 65535. */
  readonly resourceId: number | undefined;
  /** The first field of that name; undefined if the element is missing. */
  readonly field: (name: ItemFieldName) => ItemField | undefined;
}

/** A field of a resource. */
export type ItemField = Field & { readonly item: ItemNode };

/** An element with text. */
export interface Field {
  readonly element: XmlElement;
  readonly name: string;
  /** The text as XML gives it: references resolved, CDATA unwrapped, white space kept. */
  readonly raw: string;
  /** The text without white space at its edges. */
  readonly value: string;
  /** Where the value stands, inside a CDATA section if it is in one; the start tag's name if the value is empty. */
  readonly span: Span;
  /** Everything between the tags: what a fix replaces. */
  readonly contentSpan: Span;
  /** True if offsets in `value` are offsets in the text: no references, no mixed CDATA. */
  readonly isVerbatim: boolean;
}

/** Parses the text of an object definition file. Never throws; damage is in `doc.problems`. */
export function parseDefinitionFile(text: string): DefinitionFile {
  const doc = parseXml(text, definitionVocabulary);
  const root = doc.root?.name === "LWM2M" ? doc.root : undefined;
  const objects = root === undefined ? [] : childElements(root).filter(isNamed("Object"));
  return { doc, text, root, objects: objects.map((element) => objectNode(doc, element)) };
}

function isNamed(name: string): (element: XmlElement) => boolean {
  return (element) => element.name === name;
}

function objectNode(doc: XmlDocument, element: XmlElement): ObjectNode {
  const items: ItemNode[] = [];
  const resources = childNamed(element, "Resources");
  const fields: ObjectField[] = [];
  const object: ObjectNode = { element, resources, items, field: (name) => firstNamed(fields, name) };
  for (const child of element.children) {
    if (isFirstField(child, objectFieldNames, fields)) fields.push(objectField(doc, child, object));
  }
  for (const child of resources?.children ?? []) {
    if (child.kind === "element" && child.name === "Item") items.push(itemNode(doc, child, object));
  }
  return object;
}

function itemNode(doc: XmlDocument, element: XmlElement, object: ObjectNode): ItemNode {
  const id = attributeNamed(element, "ID");
  const fields: ItemField[] = [];
  const resourceId = parseId(id?.value);
  const item: ItemNode = { element, object, id, resourceId, field: (name) => firstNamed(fields, name) };
  for (const child of element.children) {
    if (isFirstField(child, itemFieldNames, fields)) fields.push(itemField(doc, child, item));
  }
  return item;
}

// Each is written out, as V8 takes much longer to copy the properties of one object into another.
function objectField(doc: XmlDocument, element: XmlElement, object: ObjectNode): ObjectField {
  const { name, raw, value, span, contentSpan, isVerbatim } = readField(doc, element);
  return { element, name, raw, value, span, contentSpan, isVerbatim, object };
}

function itemField(doc: XmlDocument, element: XmlElement, item: ItemNode): ItemField {
  const { name, raw, value, span, contentSpan, isVerbatim } = readField(doc, element);
  return { element, name, raw, value, span, contentSpan, isVerbatim, item };
}

const objectFieldNames: ReadonlySet<string> = new Set(objectFields);
const itemFieldNames: ReadonlySet<string> = new Set(itemFields);

/** True for an element that the schema knows here, and that is the first of its name. */
function isFirstField(node: XmlNode, names: ReadonlySet<string>, before: readonly Field[]): node is XmlElement {
  return node.kind === "element" && names.has(node.name) && firstNamed(before, node.name) === undefined;
}

/** The field of that name. There are ten at most, which are searched faster than a map is made of them. */
function firstNamed<F extends Field>(fields: readonly F[], name: string): F | undefined {
  for (const field of fields) if (field.name === name) return field;
  return undefined;
}

/** The first attribute of that name. */
export function attributeNamed(element: XmlElement, name: string): XmlAttribute | undefined {
  return element.attributes.find((attribute) => attribute.name === name);
}

/** An object or resource ID as written in a definition: plain digits, 0 to 65535, no sign, blank or leading zero. */
export function parseId(text: string | undefined): number | undefined {
  if (text === undefined || !/^(?:0|[1-9][0-9]{0,4})$/u.test(text)) return undefined;
  const id = Number(text);
  return id <= 65535 ? id : undefined;
}

/** The text of an element and where it stands. */
export function readField(doc: XmlDocument, element: XmlElement): Field {
  const { name } = element;
  const content = contentSpan(element);
  const plain = plainText(doc, element);
  if (plain !== undefined) {
    const span = plain === "" ? element.nameSpan : content;
    return { element, name, raw: plain, value: plain, span, contentSpan: content, isVerbatim: true };
  }
  const raw = textOf(doc, element);
  const value = raw.trim();
  const cdata = element.children.find((node) => node.kind === "cdata");
  const holder = cdata?.contentSpan ?? content;
  const place = trimmed(doc.text, holder.start, holder.end);
  const span = place.start === place.end ? element.nameSpan : place;
  const isVerbatim = doc.text.slice(place.start, place.end) === value;
  return { element, name, raw, value, span, contentSpan: content, isVerbatim };
}

/** The text of an element as it is written; undefined where references, sections, line ends or blanks complicate it. */
function plainText(doc: XmlDocument, { children }: XmlElement): string | undefined {
  const only = children[0];
  if (only === undefined) return "";
  if (only.kind !== "text" || children.length > 1) return undefined;
  const text = doc.text.slice(only.start, only.end);
  return text.includes("&") || text.includes("\r") || text.trim() !== text ? undefined : text;
}

/** All items of all objects of a file. */
export function allItems({ objects }: DefinitionFile): readonly ItemNode[] {
  const [first, ...others] = objects;
  return others.length === 0 ? (first?.items ?? []) : objects.flatMap(({ items }) => items);
}
