import type { BindingSource } from "./bindings.js";
import type { Span } from "../base/span.js";
import { listed } from "../base/words.js";
import type { DefinitionFile, ObjectNode } from "../definition/definitionFile.js";
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
  ...["name-empty", "instances-value", "mandatory-value", "operations-value", "type-value", "element-unknown"],
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
  // Where a name is misspelled or a tag is missing, that says enough.
  const unclear = found.filter(({ ruleId }) => ruleId === "xml-syntax" || ruleId === "element-unknown");
  const missing = file.objects.flatMap(missingElements).filter(({ element }) => !unclear.some(isWithin(element)));
  const mistakes = [...found, ...missing].toSorted((a, b) => a.span.start - b.span.start);
  if (mistakes.length > 0) return { sources: [], mistakes };
  return { sources: objectDefinitions(file).map((definition) => ({ definition, from })), mistakes };
}

const objectElements = ["Name", "ObjectID", "MultipleInstances", "Mandatory"] as const;
const itemElements = ["Name", "Operations", "MultipleInstances", "Mandatory", "Type"] as const;

interface Lack extends Mistake {
  /** What lacks something. */
  readonly element: XmlElement;
}

/** What an object would have to be guessed without; no published one lacks any of it. */
function missingElements({ element, resources, items, field }: ObjectNode): readonly Lack[] {
  const missing: readonly string[] = objectElements.filter((name) => field(name) === undefined);
  return [
    ...lack("object", element, resources === undefined ? [...missing, "Resources"] : missing),
    ...items.flatMap((item) =>
      lack(
        "resource",
        item.element,
        itemElements.filter((name) => item.field(name) === undefined),
      ),
    ),
  ];
}

function lack(what: string, element: XmlElement, missing: readonly string[]): readonly Lack[] {
  if (missing.length === 0) return [];
  return [
    {
      element,
      span: startTag(element),
      message: `Add ${listed(missing)} to this ${what}; nothing of it may be guessed.`,
    },
  ];
}

function isWithin({ start, end }: Span): (mistake: Mistake) => boolean {
  return ({ span }) => span.start >= start && span.end <= end;
}

function startTag({ start, openEnd }: XmlElement): Span {
  return { start, end: openEnd };
}
