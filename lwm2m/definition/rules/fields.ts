import { rememberLast } from "../../base/rememberLast.js";
import type { DefinitionFile, Field, ItemField, ObjectField } from "../definitionFile.js";
import { isBlank } from "../layout.js";
import {
  elementFacts,
  elementsIn,
  type ChildFacts,
  type ElementFacts,
  type ItemFieldName,
  type ObjectFieldName,
} from "../structure.js";
import { childElements } from "../xml/query.js";
import type { XmlElement, XmlNode } from "../xml/tree.js";

/** Where rules look: the fields and elements of a file that are fit to be judged. */

/** An element that the schema knows where it stands. */
export interface KnownElement {
  readonly element: XmlElement;
  readonly facts: ElementFacts;
}

/** What is asked of a file by many rules, and found once. */
interface Places {
  readonly itemFields: Map<ItemFieldName, readonly ItemField[]>;
  readonly objectFields: Map<ObjectFieldName, readonly ObjectField[]>;
  known: KnownElements | undefined;
}

/** Elements that the schema knows where they stand; what stands in an unknown element is left out. */
interface KnownElements {
  readonly withAttributes: KnownElement[];
  readonly irregular: KnownElement[];
}

const placesOf = rememberLast<DefinitionFile, Places>(() => ({
  itemFields: new Map(),
  objectFields: new Map(),
  known: undefined,
}));

/** The fields of that name of all resources. */
export function itemFieldsNamed(file: DefinitionFile, name: ItemFieldName): readonly ItemField[] {
  const { itemFields } = placesOf(file);
  const known = itemFields.get(name);
  if (known !== undefined) return known;
  const found: ItemField[] = [];
  for (const object of file.objects) {
    for (const item of object.items) {
      const field = item.field(name);
      if (field !== undefined) found.push(field);
    }
  }
  itemFields.set(name, found);
  return found;
}

/** The fields of that name of all objects. */
export function objectFieldsNamed(file: DefinitionFile, name: ObjectFieldName): readonly ObjectField[] {
  const { objectFields } = placesOf(file);
  const known = objectFields.get(name);
  if (known !== undefined) return known;
  const found: ObjectField[] = [];
  for (const object of file.objects) {
    const field = object.field(name);
    if (field !== undefined) found.push(field);
  }
  objectFields.set(name, found);
  return found;
}

/** The fields of that name of all objects and resources, in the order of the text as far as one object goes. */
export function fieldsNamed(file: DefinitionFile, name: ItemFieldName & ObjectFieldName): readonly Field[] {
  const ofObjects: readonly Field[] = objectFieldsNamed(file, name);
  return ofObjects.concat(itemFieldsNamed(file, name));
}

/** Known elements that have attributes. */
export function elementsWithAttributes(file: DefinitionFile): readonly KnownElement[] {
  return knownElements(file).withAttributes;
}

/**
 * Known elements whose inside is not exactly what the schema asks for. Rules about the structure need to look at no
 * others, and most files have none.
 */
export function irregularElements(file: DefinitionFile): readonly KnownElement[] {
  return knownElements(file).irregular;
}

function knownElements(file: DefinitionFile): KnownElements {
  const places = placesOf(file);
  if (places.known !== undefined) return places.known;
  const found: KnownElements = { withAttributes: [], irregular: [] };
  addKnown(file.text, file.doc.nodes, undefined, found);
  places.known = found;
  return found;
}

/**
 * True if the children are those of the schema in its order, with nothing but white space and comments between them; an
 * element of text has no children, and anything else in it.
 */
function isRegular(text: string, element: XmlElement, { children }: ElementFacts): boolean {
  let next = 0;
  for (const node of element.children) {
    if (node.kind === "element") {
      const place = placeInOrder(node.name, children, next);
      if (place === undefined) return false;
      next = children[place]?.repeatable === true ? place : place + 1;
    } else if (children.length > 0 && node.kind !== "comment" && (node.kind !== "text" || !isBlank(text, node))) {
      return false;
    }
  }
  return placeInOrder(undefined, children, next) === children.length;
}

/** Where a child stands in the order of the schema, or its end; undefined if one that is required has to come before. */
function placeInOrder(name: string | undefined, order: readonly ChildFacts[], from: number): number | undefined {
  for (let place = from; place < order.length; place++) {
    const child = order[place];
    if (child === undefined || child.name === name) return place;
    if (child.required && !child.repeatable) return undefined;
  }
  return name === undefined ? order.length : undefined;
}

/** Adds the known elements among nodes and below them; the schema is five levels deep. */
function addKnown(text: string, nodes: readonly XmlNode[], parent: string | undefined, found: KnownElements): void {
  const known = elementsIn(parent);
  for (const element of nodes) {
    const facts = element.kind === "element" ? known.get(element.name) : undefined;
    if (element.kind !== "element" || facts === undefined) continue;
    if (element.attributes.length > 0) found.withAttributes.push({ element, facts });
    if (!isRegular(text, element, facts)) found.irregular.push({ element, facts });
    if (facts.children.length > 0) addKnown(text, element.children, element.name, found);
  }
}

/** What the schema says about an element; undefined if it, or anything around it, does not belong where it stands. */
export function factsOf(element: XmlElement): ElementFacts | undefined {
  const facts = elementFacts(element.name, element.parent?.name);
  if (element.parent === undefined || facts === undefined) return facts;
  return factsOf(element.parent) === undefined ? undefined : facts;
}

/**
 * True if the author may be in the middle of writing a child of `parent`: its own tags are broken, or a child is whose
 * name says nothing yet. What is missing can only be told later.
 */
export function isHalfTyped(parent: XmlElement): boolean {
  if (parent.damaged) return true;
  return childElements(parent).some((child) => child.damaged && factsOf(child) === undefined);
}

/** The text of a field that can be relied on: undefined if it is missing or damaged. */
export function soundValue(field: Field | undefined): string | undefined {
  return field === undefined || field.element.damaged ? undefined : field.value;
}
