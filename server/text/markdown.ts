import { MarkupKind, type MarkupContent } from "vscode-languageserver";

const special = /[\\`*_{}[\]<>()#+!|~]/gu;

/** Text as Markdown that shows it as it is. Line breaks stay, a list or a rule in the text stays plain text. */
export function escapeMarkdown(text: string): string {
  return text
    .trim()
    .replace(special, "\\$&")
    .replace(/^(\s*)(?=[-=])/gmu, "$1\\")
    .replace(/^(\s*\d+)(?=\.)/gmu, "$1\\")
    .replace(/\s*\r?\n\s*/gu, "  \n");
}

/** A short text set as code; XML values have no back quotes worth keeping. */
export function code(text: string): string {
  return `\`${text.replace(/[`\r\n]/gu, " ")}\``;
}

/** Markdown without its marks, for clients that show plain text. */
export function plainMarkdown(markdown: string): string {
  return markdown
    .replace(
      /\\([^\n\w\s])|\*\*|`|\[([^\]\n]*)\]\([^)\n]*\)/gu,
      (_, kept?: string, link?: string) => kept ?? link ?? "",
    )
    .replace(/ {2}$/gmu, "");
}

/** Markdown for a client that shows it, else its plain text. */
export function markup(markdown: string, hasMarkdown: boolean): MarkupContent {
  return hasMarkdown
    ? { kind: MarkupKind.Markdown, value: markdown }
    : { kind: MarkupKind.PlainText, value: plainMarkdown(markdown) };
}
