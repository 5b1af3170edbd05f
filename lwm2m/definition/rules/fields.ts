import { rememberLast } from "../../base/rememberLast.js";
import type { DefinitionFile, Field, ItemField, ObjectField } from "../definitionFile.js";
import { isBlank } from "../layout.js";
import { elementFacts, type ElementFacts, type ItemFieldName, type ObjectFieldName } from "../structure.js";
import { childElements, isElement } from "../xml/query.js";
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
  knownElements: readonly KnownElement[] | undefined;
  irregularElements: readonly KnownElement[] | undefined;
}

const placesOf = rememberLast<DefinitionFile, Places>(() => ({
  itemFields: new Map(),
  objectFields: new Map(),
  knownElements: undefined,
  irregularElements: undefined,
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
export function* fieldsNamed(file: DefinitionFile, name: ItemFieldName & ObjectFieldName): Generator<Field> {
  yield* objectFieldsNamed(file, name);
  yield* itemFieldsNamed(file, name);
}

/** Elements that the schema knows where they stand, with their facts; what stands in an unknown element is left out. */
export function knownElements(file: DefinitionFile): readonly KnownElement[] {
  const places = placesOf(file);
  if (places.knownElements !== undefined) return places.knownElements;
  const found: KnownElement[] = [];
  addKnown(file.doc.nodes, undefined, found);
  places.knownElements = found;
  return found;
}

/**
 * Known elements whose inside is not exactly what the schema asks for. Rules about the structure need to look at no
 * others, and most files have none.
 */
export function irregularElements(file: DefinitionFile): readonly KnownElement[] {
  const places = placesOf(file);
  places.irregularElements ??= knownElements(file).filter((known) => !isRegular(file.text, known));
  return places.irregularElements;
}

/** True if the children are those of the schema in its order, with nothing but white space and comments between them. */
function isRegular(text: string, { element, facts: { children } }: KnownElement): boolean {
  if (children.length === 0) return !element.children.some(isElement);
  let next = 0;
  for (const node of element.children) {
    if (node.kind === "comment" || (node.kind === "text" && isBlank(text, node))) continue;
    if (node.kind !== "element") return false;
    while (next < children.length && children[next]?.name !== node.name) {
      if (children[next]?.required === true && children[next]?.repeatable === false) return false;
      next++;
    }
    if (next === children.length) return false;
    if (children[next]?.repeatable === false) next++;
  }
  return children.slice(next).every(({ required, repeatable }) => !required || repeatable);
}

/** Adds the known elements among nodes and below them; the schema is five levels deep. */
function addKnown(nodes: readonly XmlNode[], parent: string | undefined, found: KnownElement[]): void {
  for (const element of nodes) {
    const facts = element.kind === "element" ? elementFacts(element.name, parent) : undefined;
    if (element.kind !== "element" || facts === undefined) continue;
    found.push({ element, facts });
    addKnown(element.children, element.name, found);
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
