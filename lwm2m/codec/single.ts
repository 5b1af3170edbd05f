import type { Entry } from "../data/entry.js";
import { isResourcePath, printPath, type Path, type ResourcePath } from "../data/path.js";
import type { Value } from "../data/value.js";
import { counted } from "../base/words.js";
import type { CodecContext } from "./codec.js";
import type { Findings } from "./findings.js";
import { describeBytes } from "./item.js";
import { writingProblem } from "./writable.js";

/** Where the value of a format without names belongs: the path of the request. If it holds no value, that is a problem. */
export function singlePlace(
  findings: Findings,
  { basePath }: CodecContext,
  payload: Uint8Array,
): ResourcePath | undefined {
  if (isResourcePath(basePath)) return basePath;
  const found = describeBytes(payload);
  findings.problem(
    0,
    `This format carries one value, but ${printPath(basePath)} is no resource; found ${found}.`,
    basePath,
  );
  return undefined;
}

/** The one value that a format without names can carry. */
export function singleEntry(
  entries: readonly Entry[],
  empty: readonly Path[] = [],
): { readonly value: Value; readonly problem?: undefined } | { readonly value?: undefined; readonly problem: string } {
  const [entry] = entries;
  const problem = writingProblem(entries);
  if (problem !== undefined) return { problem };
  if (entry !== undefined && entries.length === 1 && empty.length === 0) return { value: entry.value };
  return { problem: `This format carries one value, not ${counted(entries.length, "value")}; choose SenML or TLV.` };
}
