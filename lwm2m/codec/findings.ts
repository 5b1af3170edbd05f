import type { Entry } from "../data/entry.js";
import type { Path } from "../data/path.js";
import type { Decoded, PayloadProblem } from "./codec.js";
import { describeBytes, maximumProblems, type ReadItem } from "./item.js";

/** What a decoder has found so far. */
export interface Findings {
  readonly value: (entry: Entry) => void;
  /** A place that the payload names and that holds nothing. */
  readonly empty: (path: Path) => void;
  /** A place whose value shall go. */
  readonly removed: (path: Path) => void;
  readonly problem: (offset: number, message: string, path?: Path) => void;
  readonly decoded: () => Decoded;
}

export function createFindings(): Findings {
  const entries: Entry[] = [];
  const empty: Path[] = [];
  const removed: Path[] = [];
  const problems: PayloadProblem[] = [];
  return {
    value: (entry) => void entries.push(entry),
    empty: (path) => void empty.push(path),
    removed: (path) => void removed.push(path),
    problem: (offset, message, path) => {
      if (problems.length > maximumProblems) return;
      const isLast = problems.length === maximumProblems;
      const text = isLast ? "There are more problems; they are not listed." : message;
      problems.push({ offset, message: text, ...(path === undefined || isLast ? {} : { path }) });
    },
    decoded: () => ({ entries, empty, ...(removed.length === 0 ? {} : { removed }), problems }),
  };
}

/** Takes over the problems of a reader, and tells of bytes that it has not needed. */
export function reportReading(findings: Findings, payload: Uint8Array, { end, problems, isCut }: ReadItem): void {
  for (const { offset, message } of problems) findings.problem(offset, message);
  if (isCut || end === payload.length) return;
  findings.problem(end, `Nothing is expected behind the value; found ${describeBytes(payload.subarray(end))}.`);
}
