/** A place as people count: line and column start at 1, a column is a UTF-16 code unit. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Finds lines and columns in a text. A byte order mark takes no column, as no editor shows it. */
export class LineMap {
  readonly text: string;
  #knownStarts: readonly number[] | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** Where each line starts; most files have no finding, so that nobody asks. */
  get #starts(): readonly number[] {
    return (this.#knownStarts ??= lineStarts(this.text));
  }

  /** The place of an offset. */
  place(offset: number): Place {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: Math.max(1, offset - (this.#starts[low] ?? 0) + 1) };
  }

  /** Where a line starts. */
  start(line: number): number {
    return this.#starts[line - 1] ?? this.text.length;
  }

  /** The text of a line without its end. */
  line(line: number): string {
    const start = this.start(line);
    let end = this.#starts[line] ?? this.text.length;
    while (end > start && "\r\n".includes(this.text.charAt(end - 1))) end--;
    return this.text.slice(start, end);
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [text.startsWith("\uFEFF") ? 1 : 0];
  const ends = text.includes("\r") ? /\r\n?|\n/gu : /\n/gu;
  while (ends.test(text)) starts.push(ends.lastIndex);
  return starts;
}
