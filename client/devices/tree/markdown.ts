const special = /[\\`*_{}[\]<>()#+!|~$&]/gu;

/** Text as Markdown that shows it as it is: no marks, no links, no icons; lines stay lines. */
export function escapeMarkdown(text: string): string {
  return text
    .trim()
    .replace(special, "\\$&")
    .replace(/^(\s*)([-=])/gmu, "$1\\$2")
    .replace(/^(\s*\d+)\./gmu, "$1\\.")
    .replace(/\s*\r?\n\s*/gu, "  \n");
}

/** A short text set as code. */
export function code(text: string): string {
  const line = text.replaceAll(/\s+/gu, " ");
  // A fence longer than any in the text lets the text keep its back quotes.
  const longest = Math.max(0, ...Array.from(line.matchAll(/`+/gu), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`;
}
