import type { XmlVocabulary } from "./tree.js";

/** The end of the name of ASCII letters, digits and `_-.` that starts at `from`; `from` itself if none does. */
export function skipPlainName(text: string, from: number): number {
  let at = from;
  if (!isLetter(text.charCodeAt(at))) return from;
  do at++;
  while (isPlainPart(text.charCodeAt(at)));
  return at;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

function isPlainPart(code: number): boolean {
  return isLetter(code) || (code >= 48 && code <= 57) || code === 45 || code === 46;
}

const slots = 256;

/**
 * Reads names so that a name of the vocabulary is always the very same string, which is compared and looked up faster
 * than a copy of it. A name has one slot by its length and two letters; of two that meet there one is copied each time.
 */
export interface NameTable {
  readonly read: (text: string, start: number, end: number) => string;
}

const tables = new WeakMap<XmlVocabulary, NameTable>();

/** The names of a vocabulary. */
export function nameTable(vocabulary: XmlVocabulary): NameTable {
  const known = tables.get(vocabulary);
  if (known !== undefined) return known;
  const names: string[] = Array.from({ length: slots }, () => "");
  for (const name of vocabulary.children.keys()) names[slotOf(name, 0, name.length)] = name;
  const table: NameTable = {
    read: (text, start, end) => {
      const name = names[slotOf(text, start, end)] ?? "";
      return name.length === end - start && text.startsWith(name, start) ? name : text.slice(start, end);
    },
  };
  tables.set(vocabulary, table);
  return table;
}

function slotOf(text: string, start: number, end: number): number {
  return ((end - start) * 41 + text.charCodeAt(start) * 5 + text.charCodeAt(end - 1)) % slots;
}
