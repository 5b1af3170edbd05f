import type { ResourceFacts } from "../../../engine/protocol/devices.js";
import type { PathValue } from "../../../engine/protocol/values.js";
import { allowedValues, checkValue } from "../../../lwm2m/data/checkValue.js";
import type { ValueType } from "../../../lwm2m/data/value.js";
import { parseValueText } from "../../../lwm2m/data/valueText.js";
import { formatDecimal } from "../../../lwm2m/definition/decimal.js";
import type { ResourceDefinition } from "../../../lwm2m/definition/model.js";
import { describeRange } from "../../../lwm2m/definition/range.js";
import { operationValues } from "../../../lwm2m/definition/structure.js";
import { unitBySymbol } from "../../../lwm2m/definition/units.js";
import { meanings } from "./meanings.js";

/** What is to be written. */
export interface WriteSubject {
  readonly path: string;
  readonly name: string;
  readonly type: ValueType;
  /** Undefined if no definition is known. */
  readonly facts?: ResourceFacts;
  readonly current?: PathValue;
}

/** A value to choose. */
export interface Choice {
  readonly value: string;
  /** What it means, if the definition says. */
  readonly meaning?: string;
  readonly isCurrent: boolean;
}

/** How a value is best asked for. */
export type WriteInput =
  | { readonly kind: "choice"; readonly choices: readonly Choice[]; readonly allowsOthers: boolean }
  | { readonly kind: "text"; readonly prompt: string; readonly placeholder: string; readonly value: string };

/** Chooses the question for a resource. `links` are the object instances that the device has. */
export function writeInput(subject: WriteSubject, links: readonly Choice[]): WriteInput {
  const values = choicesOf(subject);
  if (values.length > 0) return { kind: "choice", choices: values, allowsOthers: subject.type !== "Boolean" };
  if (subject.type === "Objlnk" && links.length > 0) {
    const choices = links.map((link) => ({ ...link, isCurrent: link.value === subject.current?.text }));
    return { kind: "choice", choices, allowsOthers: true };
  }
  return textInput(subject);
}

/** The question for a text, also where other values than the listed ones are wanted. */
export function textInput({ name, type, facts, current }: WriteSubject): WriteInput & { readonly kind: "text" } {
  const range = facts === undefined ? "" : describeRange(allowedValues(asDefinition(facts)), facts.type);
  const unit = facts === undefined ? undefined : unitBySymbol(facts.units);
  const unitText = unit === undefined ? (facts?.units ?? "") : `${unit.unit}, ${unit.meaning}`;
  const details = [type, ...(range === "" ? [] : [range]), ...(unitText === "" ? [] : [`in ${unitText}`])];
  return {
    kind: "text",
    prompt: `${name}: ${details.join(", ")}.`,
    placeholder: placeholders[type],
    value: current?.text ?? "",
  };
}

/** Examples of what can be written. */
const placeholders: Readonly<Record<ValueType, string>> = {
  String: "Any text",
  Integer: "21",
  "Unsigned Integer": "21",
  Float: "21.5",
  Boolean: "true",
  Opaque: "Hexadecimal digits, such as 0a1b2c",
  Time: "2026-01-31T12:00:00Z, or seconds since 1970",
  Objlnk: "Object and instance, such as 3303/0",
  Corelnk: "Links, such as </3/0>",
};

/** What speaks against a text: a problem makes it impossible to send, a warning only wrong for the definition. */
export interface Objection {
  readonly severity: "problem" | "warning";
  readonly message: string;
}

export function objectionTo(
  text: string,
  { type, facts }: Pick<WriteSubject, "type" | "facts">,
): Objection | undefined {
  const { value, problem } = parseValueText(text, type);
  if (problem !== undefined) return { severity: "problem", message: problem };
  const warning = facts === undefined ? undefined : checkValue(value, asDefinition(facts));
  return warning === undefined ? undefined : { severity: "warning", message: warning };
}

function choicesOf({ type, facts, current }: WriteSubject): readonly Choice[] {
  if (type === "Boolean") return asChoices(["true", "false"], current, meanings(facts?.description ?? ""));
  if (facts === undefined) return [];
  const range = allowedValues(asDefinition(facts));
  // For texts, numbers limit the length.
  if (range.kind === "numbers" && type !== "String" && type !== "Opaque") {
    const numbers = range.items.map(({ number }) => formatDecimal(number));
    return asChoices(numbers, current, meanings(facts.description ?? ""));
  }
  return range.kind === "texts" ? asChoices([...range.items.map(({ text }) => text)], current, new Map()) : [];
}

function asChoices(
  values: readonly string[],
  current: PathValue | undefined,
  words: ReadonlyMap<string, string>,
): readonly Choice[] {
  return values.map((value) => {
    const meaning = words.get(value);
    const isCurrent = current?.text === value;
    return meaning === undefined ? { value, isCurrent } : { value, meaning, isCurrent };
  });
}

/** What a device's tree knows of a resource, as the definition that it comes from. */
function asDefinition(facts: ResourceFacts): ResourceDefinition {
  const { name, isMultiple, isMandatory, type, range, units, description } = facts;
  const operations = operationValues.find(({ value }) => value === facts.operations)?.value ?? "";
  return { id: 0, name, operations, isMultiple, isMandatory, type, range, units, description };
}
