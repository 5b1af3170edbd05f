/** A piece of a text to insert: text as it is, or a place where the user types next. Stops are numbered from 1. */
export type SnippetPart =
  | string
  | { readonly stop: number; readonly text?: string }
  | { readonly stop: number; readonly choices: readonly string[] };

/** A text to insert. Lines after the first are indented relative to the line of the insertion. */
export type Snippet = readonly SnippetPart[];

/** The snippet in LSP's syntax (LSP 3.18, Snippet Syntax). */
export function snippetText(snippet: Snippet): string {
  return snippet.map(printPart).join("");
}

function printPart(part: SnippetPart): string {
  if (typeof part === "string") return escaped(part);
  if ("choices" in part) {
    return `\${${part.stop}|${part.choices.map((choice) => choice.replace(/[\\,|]/gu, "\\$&")).join(",")}|}`;
  }
  return part.text === undefined ? `$${part.stop}` : `\${${part.stop}:${escaped(part.text)}}`;
}

function escaped(text: string): string {
  return text.replace(/[\\$}]/gu, "\\$&");
}

/** The snippet for clients without snippets: placeholders are ordinary text, a choice is its first one. */
export function plainText(snippet: Snippet): string {
  return snippet.map((part) => (typeof part === "string" ? part : defaultText(part))).join("");
}

function defaultText(part: Exclude<SnippetPart, string>): string {
  return ("choices" in part ? part.choices[0] : part.text) ?? "";
}

/** The same snippet with something else in place of its line ends. */
export function withLineEnds(snippet: Snippet, lineEnd: string): Snippet {
  return snippet.map((part) => (typeof part === "string" ? part.replace(/\n/gu, lineEnd) : part));
}

/** Numbers the stops of a snippet under construction. */
export interface Stops {
  readonly place: (text?: string) => SnippetPart;
  readonly choice: (choices: readonly string[]) => SnippetPart;
}

/** A fresh numbering, from 1. */
export function newStops(): Stops {
  let last = 0;
  return {
    place: (text) => (text === undefined || text === "" ? { stop: ++last } : { stop: ++last, text }),
    choice: (choices) => ({ stop: ++last, choices }),
  };
}
