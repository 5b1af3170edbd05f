import { widthOf } from "../textWidth.js";

/** How wide lines are, where it can be helped. */
const lineWidth = 120;

/** Whether a text fits a line. */
export function fits(text: string): boolean {
  // No character takes more than two columns.
  return text.length * 2 <= lineWidth || widthOf(text) <= lineWidth;
}

/** `{ a, b }` on one line if it fits or has one item only, else an item a line, with a comma behind each. */
export function braced(front: string, items: readonly string[], back: string, indent = ""): readonly string[] {
  const line = `${indent}${front}{ ${items.join(", ")} }${back}`;
  if (fits(line) || items.length < 2) return [line];
  return [`${indent}${front}{`, ...items.map((item) => `${indent}  ${item},`), `${indent}}${back}`];
}

/**
 * A blank where a line may end: not inside a link, and not before what Markdown would take for the start of an item or a
 * heading.
 */
const breakable = /(?<!\{@link) (?!(?:[-*+>#=]+|[0-9]+[.)])(?: |$))/u;

/** Words on lines of at most `width` columns; a longer word has a line for itself. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  let columns = 0;
  for (const word of text.split(breakable)) {
    const wide = widthOf(word);
    if (line !== "" && columns + 1 + wide <= width) {
      line += ` ${word}`;
      columns += 1 + wide;
    } else {
      if (line !== "") lines.push(line);
      line = word;
      columns = wide;
    }
  }
  return line === "" ? lines : [...lines, line];
}
