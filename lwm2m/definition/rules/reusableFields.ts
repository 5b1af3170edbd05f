import type { DefinitionFile, Field, ItemNode } from "../definitionFile.js";
import type { ReusableResource } from "../model.js";
import { setText } from "../edits.js";
import { reusableResourceOf, reusableText, type ReusableFieldName } from "../registry/reusable.js";
import type { ItemContents } from "./example.js";
import { itemFieldsNamed } from "./fields.js";
import { quote } from "../../base/quote.js";
import type { Finding, RuleContext } from "./rule.js";

/** A field of an Item that is not what Common.xml says. */
export interface Difference {
  readonly item: ItemNode;
  readonly field: Field;
  readonly resource: ReusableResource;
  /** What Common.xml says. */
  readonly published: string;
}

/**
 * Fields that differ from Common.xml, white space at their edges aside. A missing element is no difference: another
 * rule asks for it.
 */
export function* reusableDifferences(
  file: DefinitionFile,
  ctx: RuleContext,
  name: Exclude<ReusableFieldName, "Description">,
): Generator<Difference> {
  for (const field of itemFieldsNamed(file, name)) {
    const resource = reusableResourceOf(field.item, ctx.registry);
    const published = resource === undefined ? undefined : reusableText(resource, name);
    if (resource === undefined || published === undefined || field.value === published) continue;
    yield { item: field.item, field, resource, published };
  }
}

/** The finding that such a field should say what Common.xml says. `noun` is what the field gives: `the unit`. */
export function reusableFinding({ item, field, resource, published }: Difference, noun: string): Finding {
  const isEmpty = published === "";
  const gives = `OMA's Common.xml gives reusable resource ${resource.id} ${isEmpty ? `no ${noun}` : `the ${noun} ${published}`}`;
  const instead = field.value === "" ? "" : ` instead of ${quote(field.value)}`;
  return {
    span: field.span,
    message: isEmpty ? `${gives}; leave ${field.name} empty${instead}.` : `${gives}; write that${instead}.`,
    fixes: [
      {
        title: isEmpty ? `Empty ${field.name}` : `Write ${published}`,
        edits: [setText(field.element, published)],
        // With another name the author may mean another resource, so that the ID is what is wrong.
        isSafe: item.field("Name")?.value === resource.name,
      },
    ],
  };
}

/** A reusable resource for examples, as Common.xml has it. */
export const reusableExample: ItemContents = {
  id: "5528",
  Name: "X Coordinate",
  Operations: "RW",
  Type: "Integer",
  RangeEnumeration: "",
  Units: "",
  Description: "X Coordinate.",
};

/** Why all of these rules exist, for their pages. */
export const reusableReason =
  "A reusable resource, with an ID from 2048 to 26240, means the same in every object. OMA's Common.xml settles its name, " +
  "operations, type, range, units and description, and generic tools rely on that: they show and decode the resource " +
  "without knowing the object. Whether it is mandatory and whether it has several instances is free for each object.";
