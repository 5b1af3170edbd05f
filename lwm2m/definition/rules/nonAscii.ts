import type { Span } from "../../base/span.js";
import type { DefinitionFile, Field } from "../definitionFile.js";
import { escapeText } from "../edits.js";
import { readReference } from "../xml/references.js";
import { quote } from "./quote.js";
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

/** A place where characters beyond ASCII stand, and these characters. */
interface Place extends Span {
  readonly characters: string;
  readonly isCData: boolean;
}

/** Finds runs of characters beyond ASCII in a text; they are errors or warnings, as OMA's validator treats them. */
export function* checkAscii(file: DefinitionFile, field: Field): Generator<Finding> {
  for (const place of placesIn(file.text, field)) {
    const { start, end, characters, isCData } = place;
    const level = refused.test(characters) ? "error" : "warning";
    const known = Array.from(characters, (character) => byCharacter.get(character) ?? asciiAsIs(character));
    const all = known.filter((replacement) => replacement !== undefined);
    if (all.length < known.length) {
      const code = /[^\0-\x7f]/u.exec(characters)?.[0].codePointAt(0) ?? 0;
      const name = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
      yield { span: { start, end }, level, message: `Write ${quote(characters)} (${name}) in ASCII characters.` };
      continue;
    }
    const ascii = all.map((replacement) => replacement.ascii).join("");
    const newText = isCData ? ascii : escapeText(ascii);
    const instead = ascii.trim() === "" ? (ascii === "" ? "nothing" : "a plain blank") : ascii;
    const what = characters.length === 1 ? `this ${all[0]?.what ?? ""}` : "these special characters";
    const title = ascii === "" ? "Remove it" : `Write ${instead}`;
    const isSafe = all.every((replacement) => replacement.isSafe);
    const fixes = [{ title, edits: [{ start, end, newText }], isSafe }];
    yield { span: { start, end }, level, message: `Write ${instead} instead of ${what}.`, fixes };
  }
}

/** A blank between two words of another alphabet belongs to the run. */
function asciiAsIs(character: string): Replacement | undefined {
  return character > "\u007f" ? undefined : { characters: character, ascii: character, what: "blank", isSafe: true };
}

/** Characters, or one reference to a character. */
const beyondAscii = /[^\0-\x7f]+(?: [^\0-\x7f]+)*|&#?[0-9A-Za-z]+;/gu;

function* placesIn(text: string, { element }: Field): Generator<Place> {
  for (const node of element.children) {
    if (node.kind !== "text" && node.kind !== "cdata") continue;
    const isCData = node.kind === "cdata";
    const from = isCData ? node.contentSpan.start : node.start;
    const source = text.slice(from, isCData ? node.contentSpan.end : node.end);
    for (const { 0: found, index } of source.matchAll(beyondAscii)) {
      const characters = found.startsWith("&") ? referenced(found, isCData) : found;
      if (characters !== undefined)
        yield { start: from + index, end: from + index + found.length, characters, isCData };
    }
  }
}

/** The character that a reference stands for, if it is beyond ASCII. */
function referenced(reference: string, isCData: boolean): string | undefined {
  const value = isCData ? undefined : readReference(reference, 0).value;
  return value !== undefined && value > "\u007f" ? value : undefined;
}
