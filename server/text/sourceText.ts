import type { Position, Range, TextDocumentContentChangeEvent } from "vscode-languageserver";
import type { Span } from "../../lwm2m/base/span.js";
import { characterInLine, offsetInLine, type PositionEncoding } from "./positionEncoding.js";

/** The text of a document at one version, and the way between offsets (UTF-16 code units) and positions of LSP. */
export interface SourceText {
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  readonly text: string;
  readonly encoding: PositionEncoding;
  readonly positionAt: (offset: number) => Position;
  /** The offset of a position; positions outside the text are moved to the nearest place inside. */
  readonly offsetAt: (position: Position) => number;
  readonly rangeOf: (target: Span) => Range;
  /** Number of the line that an offset stands in, from 0. */
  readonly lineAt: (offset: number) => number;
  /** The span of a line without its line end characters; empty at the end of the text if there is no such line. */
  readonly lineSpan: (line: number) => Span;
  readonly lineCount: () => number;
}

/** What a text is known by. */
export type SourceIdentity = Pick<SourceText, "uri" | "languageId" | "version" | "encoding">;

/** Makes a text ready for questions about positions; lines are looked for when the first question comes. */
export function sourceText(identity: SourceIdentity, text: string): SourceText {
  let starts: readonly number[] | undefined;
  const lines = (): readonly number[] => (starts ??= lineStarts(text));
  const { encoding } = identity;

  function lineAt(offset: number): number {
    let low = 0;
    let high = lines().length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((lines()[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low;
  }

  function lineSpan(line: number): Span {
    const start = lines()[line];
    if (start === undefined) return { start: text.length, end: text.length };
    let end = lines()[line + 1] ?? text.length;
    if (end > start && line + 1 < lines().length) {
      end -= text.charAt(end - 1) === "\n" && end - 1 > start && text.charAt(end - 2) === "\r" ? 2 : 1;
    }
    return { start, end };
  }

  function positionAt(offset: number): Position {
    const at = Math.min(Math.max(offset, 0), text.length);
    const line = lineAt(at);
    const { start, end } = lineSpan(line);
    const inLine = Math.min(at, end) - start;
    const character =
      encoding === "utf-16" ? inLine : characterInLine(text.slice(start, start + inLine), inLine, encoding);
    return { line, character };
  }

  function offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    const { start, end } = lineSpan(position.line);
    return start + offsetInLine(text.slice(start, end), position.character, encoding);
  }

  return {
    uri: identity.uri,
    languageId: identity.languageId,
    version: identity.version,
    encoding,
    text,
    positionAt,
    offsetAt,
    rangeOf: ({ start, end }) => ({ start: positionAt(start), end: positionAt(end) }),
    lineAt,
    lineSpan,
    lineCount: () => lines().length,
  };
}

/** The offsets at which lines start. A line ends with LF, CR LF or CR (LSP 3.18, Text Documents). */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  if (!text.includes("\r")) {
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 13 && text.charCodeAt(at + 1) === 10) at++;
    if (code === 10 || code === 13) starts.push(at + 1);
  }
  return starts;
}

/** The text after the changes of a `didChange` notification, each applied to the outcome of the one before. */
export function changedSource(
  source: SourceText,
  changes: readonly TextDocumentContentChangeEvent[],
  version: number,
): SourceText {
  let current = source;
  for (const change of changes) current = sourceText({ ...identityOf(source), version }, appliedText(current, change));
  return current.version === version ? current : sourceText({ ...identityOf(source), version }, current.text);
}

function identityOf({ uri, languageId, version, encoding }: SourceText): SourceIdentity {
  return { uri, languageId, version, encoding };
}

function appliedText(source: SourceText, change: TextDocumentContentChangeEvent): string {
  if (!("range" in change)) return change.text;
  const from = source.offsetAt(change.range.start);
  const to = source.offsetAt(change.range.end);
  return source.text.slice(0, Math.min(from, to)) + change.text + source.text.slice(Math.max(from, to));
}
