import type { Span } from "../../base/span.js";
import type { DefinitionFile, Field } from "../definitionFile.js";
import { escapeText } from "../edits.js";
import { readReference } from "../xml/references.js";
import { quote } from "../../base/quote.js";
import type { Finding } from "./rule.js";

/** What ASCII has in place of characters that word processors and keyboards put into texts. */
interface Replacement {
  readonly characters: string;
  readonly ascii: string;
  /** What the characters are, for a message. */
  readonly what: string;
  /** True if the reader sees the same. */
  readonly isSafe: boolean;
}

const replacements: readonly Replacement[] = [
  { characters: "“”„‟«»″", ascii: '"', what: "quotation mark", isSafe: true },
  { characters: "‘’‚‛′´", ascii: "'", what: "apostrophe", isSafe: true },
  { characters: "–—‐‑‒―−", ascii: "-", what: "dash", isSafe: true },
  { characters: "…", ascii: "...", what: "ellipsis", isSafe: true },
  {
    characters: "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    ascii: " ",
    what: "special blank",
    isSafe: true,
  },
  { characters: "\u200b\u200c\u200d\u2060\ufeff\u00ad", ascii: "", what: "invisible character", isSafe: true },
  { characters: "•·‣", ascii: "-", what: "bullet", isSafe: true },
  { characters: "µμ", ascii: "u", what: "micro sign", isSafe: false },
  { characters: "Ω", ascii: "Ohm", what: "ohm sign", isSafe: false },
  { characters: "°", ascii: " deg", what: "degree sign", isSafe: false },
  { characters: "×", ascii: "x", what: "multiplication sign", isSafe: false },
  { characters: "±", ascii: "+/-", what: "plus-minus sign", isSafe: false },
  { characters: "≤", ascii: "<=", what: "comparison sign", isSafe: false },
  { characters: "≥", ascii: ">=", what: "comparison sign", isSafe: false },
  { characters: "→", ascii: "->", what: "arrow", isSafe: false },
  { characters: "²", ascii: "2", what: "superscript", isSafe: false },
  { characters: "³", ascii: "3", what: "superscript", isSafe: false },
];

const byCharacter: ReadonlyMap<string, Replacement> = new Map(
  replacements.flatMap((replacement) =>
    Array.from(replacement.characters, (character): [string, Replacement] => [character, replacement]),
  ),
);

/** The characters that OMA's validator refuses for certain; none is left in the newest published objects. */
const refused = /[“”–]/u;

/** Why the rules about descriptions ask for ASCII, for their pages. */
export const asciiReason =
  "Texts that are copied from a word processor bring curly quotation marks, long dashes and special blanks with them. " +
  "OMA's validator refuses them, and not every tool that shows a definition decodes them. Curly double quotation marks " +
  "and the en dash are errors here, as OMA lets none of them through; any other character beyond ASCII is a warning.";

/** A place where characters beyond ASCII stand, and these characters. */
interface Place extends Span {
  readonly characters: string;
  readonly isCData: boolean;
}

/** Finds characters beyond ASCII in texts; they are errors or warnings, as OMA's validator treats them. */
export function* checkAscii(file: DefinitionFile, fields: readonly Field[]): Generator<Finding> {
  for (const field of fields) if (/[^\0-\x7f]/u.test(field.raw)) yield* findingsIn(file, field);
}

function* findingsIn(file: DefinitionFile, field: Field): Generator<Finding> {
  for (const { start, end, characters, isCData } of placesIn(file.text, field)) {
    const span = { start, end };
    const level = refused.test(characters) ? "error" : "warning";
    const known = Array.from(characters).flatMap((character) => byCharacter.get(character) ?? []);
    if (known.length === 0) {
      const message = `Write ${quote(characters)} (${numberOf(characters)}) in ASCII characters.`;
      yield { span, level, message };
      continue;
    }
    const ascii = known.map((replacement) => replacement.ascii).join("");
    const instead = ascii === "" ? "nothing" : ascii.trim() === "" ? "a plain blank" : ascii;
    const what = known.length === 1 ? `this ${known[0]?.what ?? ""}` : "these special characters";
    const title = ascii === "" ? "Remove it" : `Write ${instead}`;
    const edits = [{ ...span, newText: isCData ? ascii : escapeText(ascii) }];
    const isSafe = known.every((replacement) => replacement.isSafe);
    yield { span, level, message: `Write ${instead} instead of ${what}.`, fixes: [{ title, edits, isSafe }] };
  }
}

/** The first character by its number in Unicode. */
function numberOf(characters: string): string {
  return `U+${(characters.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** Characters with a replacement; words of others, as far as one blank each is between them; or one reference. */
const beyondAscii = beyondAsciiPattern([...byCharacter.keys()].join(""));

function beyondAsciiPattern(known: string): RegExp {
  const others = `[^\\0-\\x7f${known}]+`;
  return new RegExp(`[${known}]+|${others}(?: ${others})*|&#?[0-9A-Za-z]+;`, "gu");
}

function* placesIn(text: string, { element }: Field): Generator<Place> {
  for (const node of element.children) {
    if (node.kind !== "text" && node.kind !== "cdata") continue;
    const isCData = node.kind === "cdata";
    const from = isCData ? node.contentSpan.start : node.start;
    const source = text.slice(from, isCData ? node.contentSpan.end : node.end);
    for (const { 0: found, index } of source.matchAll(beyondAscii)) {
      const characters = found.startsWith("&") ? referenced(found, isCData) : found;
      if (characters === undefined) continue;
      yield { start: from + index, end: from + index + found.length, characters, isCData };
    }
  }
}

/** The character that a reference stands for, if it is beyond ASCII. */
function referenced(reference: string, isCData: boolean): string | undefined {
  const value = isCData ? undefined : readReference(reference, 0).value;
  return value !== undefined && value > "\u007f" ? value : undefined;
}
