import type { Field } from "../definitionFile.js";
import { setText } from "../edits.js";
import { quote } from "../../base/quote.js";
import type { Finding } from "./rule.js";

/** What somebody meant by a text that is not legal. */
export interface Guess {
  readonly value: string;
  /** True if nobody could mean anything else by it. */
  readonly isCertain: boolean;
}

/** A field that may have a few texts only. */
export interface Enumeration {
  readonly values: readonly string[];
  /** The legal texts as words: `Single or Multiple`. */
  readonly inWords: string;
  /** What a text stands for that is not legal, by its letters and digits in lower case. */
  readonly guess: (folded: string) => Guess | undefined;
}

/** Finds texts that are none of the legal ones; the schema allows not even white space around one. */
export function* checkEnumeration(fields: Iterable<Field>, enumeration: Enumeration): Generator<Finding> {
  for (const field of fields) if (!enumeration.values.includes(field.raw)) yield finding(field, enumeration);
}

function finding(field: Field, { values, inWords, guess }: Enumeration): Finding {
  const { value, element } = field;
  if (values.includes(value)) {
    const edits = [setText(element, value)];
    const message = value === "" ? `Remove the blanks in ${field.name}.` : `Remove the blanks around ${value}.`;
    return { span: field.contentSpan, message, fixes: [{ title: "Remove the blanks", edits, isSafe: true }] };
  }
  const meant = value === "" ? undefined : guess(value.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ""));
  if (meant === undefined) {
    return {
      span: field.span,
      message: value === "" ? `Write ${inWords}.` : `Write ${inWords} instead of ${quote(value)}.`,
    };
  }
  const instead = meant.value === "" ? "Leave this empty" : `Write ${meant.value}`;
  const edits = [setText(element, meant.value)];
  return {
    span: field.span,
    message: `${instead} instead of ${quote(value)}; ${field.name} is ${inWords}.`,
    fixes: [{ title: meant.value === "" ? `Empty ${field.name}` : instead, edits, isSafe: meant.isCertain }],
  };
}

/** Reads a table of meanings: what stands under a value is certain to mean it. */
export function certainly(meanings: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, Guess> {
  return new Map(
    Object.entries(meanings).flatMap(([value, texts]) =>
      texts.map((text): [string, Guess] => [text, { value, isCertain: true }]),
    ),
  );
}

/** Reads a table of meanings: what stands under a value probably means it. */
export function probably(meanings: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, Guess> {
  return new Map([...certainly(meanings)].map(([text, { value }]) => [text, { value, isCertain: false }]));
}
