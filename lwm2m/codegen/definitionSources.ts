import type { BindingSource } from "./bindings.js";
import type { Span } from "../base/span.js";
import { parseId, type DefinitionFile } from "../definition/definitionFile.js";
import { objectDefinitions } from "../definition/objectDefinition.js";
import { rules } from "../definition/rules/index.js";
import { validate } from "../definition/validate.js";
import type { XmlElement } from "../definition/xml/tree.js";
import { emptyRegistry } from "../definition/registry/emptyRegistry.js";

/** What a definition file gives to generate from. */
export interface DefinitionSources {
  readonly sources: readonly BindingSource[];
  /** Why it gives nothing, in the order of the text; empty if all is well. */
  readonly mistakes: readonly Mistake[];
}

/** Something in a definition without which it is not known what the object is. */
export interface Mistake {
  readonly span: Span;
  readonly message: string;
}

/** Rules without which an object would be guessed at. Neither level nor comment makes a guess of what they find. */
const necessary: ReadonlySet<string> = new Set([
  ...["xml-syntax", "root-element", "object-missing", "object-id-syntax", "object-version", "enabler-version"],
  ...["name-empty", "instances-value", "mandatory-value", "operations-value", "type-value"],
  ...["resource-id-missing", "resource-id-syntax", "resource-id-duplicate", "element-duplicate"],
]);

const judgedBy = rules.filter(({ id }) => necessary.has(id));

/** Reads what a file defines; nothing of it while any of its objects is unclear. */
export function definitionSources(file: DefinitionFile, from: string): DefinitionSources {
  const isPrivate = (): boolean => true;
  const found = validate(
    file,
    {
      levels: new Map(),
      registry: emptyRegistry,
      fileName: undefined,
      isPrivateObjectId: isPrivate,
      isPrivateResourceId: isPrivate,
      isSuppressible: () => false,
    },
    judgedBy,
  );
  if (found.length > 0) return { sources: [], mistakes: found };
  const definitions = objectDefinitions(file);
  const mistakes = file.objects.flatMap((object): readonly Mistake[] => {
    const id = parseId(object.field("ObjectID")?.value);
    const definition = definitions.find((known) => known.id === id);
    if (definition === undefined) {
      return [{ span: startTag(object.element), message: "Give the object a Name and an ObjectID." }];
    }
    return object.items
      .filter(({ field }) => field("Name") === undefined || field("Operations") === undefined)
      .map(({ element }) => ({ span: startTag(element), message: "Give the resource a Name and Operations." }));
  });
  if (mistakes.length > 0) return { sources: [], mistakes };
  return { sources: definitions.map((definition) => ({ definition, from })), mistakes };
}

function startTag({ start, openEnd }: XmlElement): Span {
  return { start, end: openEnd };
}
