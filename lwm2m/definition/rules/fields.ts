import type { DefinitionFile, Field, ItemNode, ObjectNode } from "../definitionFile.js";
import { elementFacts, type ElementFacts, type ItemFieldName, type ObjectFieldName } from "../structure.js";
import { allElements, childElements } from "../xml/query.js";
import type { XmlElement } from "../xml/tree.js";

/** Where rules look: the fields and elements of a file that are fit to be judged. */

/** The fields of that name of all resources. */
export function* itemFieldsNamed(file: DefinitionFile, name: ItemFieldName): Generator<Field & { item: ItemNode }> {
  for (const object of file.objects) {
    for (const item of object.items) {
      const field = item.field(name);
      if (field !== undefined) yield { ...field, item };
    }
  }
}

/** The fields of that name of all objects. */
export function* objectFieldsNamed(
  file: DefinitionFile,
  name: ObjectFieldName,
): Generator<Field & { object: ObjectNode }> {
  for (const object of file.objects) {
    const field = object.field(name);
    if (field !== undefined) yield { ...field, object };
  }
}

/** The fields of that name of all objects and resources, in the order of the text as far as one object goes. */
export function* fieldsNamed(file: DefinitionFile, name: ItemFieldName & ObjectFieldName): Generator<Field> {
  yield* objectFieldsNamed(file, name);
  yield* itemFieldsNamed(file, name);
}

/** Elements that the schema knows where they stand, with their facts; what stands in an unknown element is left out. */
export function* knownElements(file: DefinitionFile): Generator<{ element: XmlElement; facts: ElementFacts }> {
  for (const element of allElements(file.doc)) {
    const facts = factsOf(element);
    if (facts !== undefined) yield { element, facts };
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
