import type { Entry } from "../../data/entry.js";
import { pathIds, printPath, type Path } from "../../data/path.js";
import type { Value } from "../../data/value.js";
import { writeValue } from "../cborValue.js";
import { createCborWriter, type CborWriter } from "../cborWriter.js";
import type { CodecContext, Encoded } from "../codec.js";
import { writingProblem } from "../writable.js";

/** Writes values as maps in maps with one ID a key, which every client reads; all from the root. */
export function encodeLwm2mCbor(
  entries: readonly Entry[],
  { prefix }: CodecContext,
  empty: readonly Path[] = [],
): Encoded {
  const wrong = writingProblem(entries, empty);
  if (wrong !== undefined) return { problem: wrong };
  const root: Level = new Map();
  for (const { path, value } of [...entries, ...empty.map((path) => ({ path, value: undefined }))]) {
    const problem = add(root, path, value);
    if (problem !== undefined) return { problem };
  }
  const writer = createCborWriter();
  if (prefix !== undefined) {
    writer.map(1);
    writer.text(prefix);
  }
  writeLevel(writer, root);
  return { payload: writer.finish() };
}

/** What is at each ID: a value, or another level. */
type Level = Map<number, Value | Level>;

/** Puts a value into the levels, or an empty level; says why it cannot. */
function add(root: Level, path: Path, value: Value | undefined): string | undefined {
  const ids = pathIds(path);
  const last = ids.at(-1);
  if (last === undefined) return "This format has no form for the root.";
  let level = root;
  for (const id of value === undefined ? ids : ids.slice(0, -1)) {
    const next = level.get(id) ?? new Map<number, Value | Level>();
    if (!(next instanceof Map)) return `${printPath(path)} is below a value; this format holds one value at a place.`;
    level.set(id, next);
    level = next;
  }
  if (value === undefined) return undefined;
  if (level.has(last)) return `This format has one value for ${printPath(path)}, not several; choose SenML.`;
  level.set(last, value);
  return undefined;
}

function writeLevel(writer: CborWriter, level: Level): void {
  writer.map(level.size);
  for (const [id, value] of level) {
    writer.integer(id);
    if (value instanceof Map) writeLevel(writer, value);
    else writeValue(writer, value);
  }
}
