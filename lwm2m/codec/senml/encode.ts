import type { Entry } from "../../data/entry.js";
import { isWithin, pathKind, printPath, type Path } from "../../data/path.js";
import type { Value } from "../../data/value.js";
import type { CodecContext } from "../codec.js";
import { writingProblem } from "../writable.js";

/** A record as it is written. */
export interface RecordToWrite {
  readonly bn?: string;
  /** Seconds. */
  readonly bt?: number;
  readonly n?: string;
  /** Seconds. */
  readonly t?: number;
  /** Null in a record of what shall be removed. */
  readonly value?: Value | null;
}

/** Paths that are written without a value of their own. */
export interface BarePaths {
  readonly empty?: readonly Path[];
  /** Those of what shall be removed; written with null. */
  readonly removed?: readonly Path[];
}

export type RecordsToWrite =
  | { readonly records: readonly RecordToWrite[]; readonly problem?: undefined }
  | { readonly records?: undefined; readonly problem: string };

/** An entry, a path without a value, or one whose value shall go. */
type PlaceToWrite = { readonly path: Path; readonly value?: Value | null } & Partial<Pick<Entry, "time">>;

/** Times before would be taken as relative to now (RFC 8428 §4.5.3). */
const firstTime = 2 ** 28 * 1000;

/** The records for these values, and for the paths without one, with what they have in common in the base fields. */
export function recordsOf(
  entries: readonly Entry[],
  ctx: CodecContext,
  { empty = [], removed = [] }: BarePaths,
): RecordsToWrite {
  const bare = [...empty.map((path) => ({ path })), ...removed.map((path) => ({ path, value: null }))];
  const places: readonly PlaceToWrite[] = [...entries, ...bare];
  const paths = places.map(({ path }) => path);
  const problem = writingProblem(
    entries,
    bare.map(({ path }) => path),
  );
  if (problem !== undefined) return { problem };
  const early = entries.find(({ time }) => time !== undefined && time < firstTime);
  if (early?.time !== undefined) {
    const when = new Date(early.time).toISOString();
    return {
      problem: `SenML cannot say that a value was taken at ${when}; times before 1978-07-04 are relative in it.`,
    };
  }
  // A record with the base name alone would be one that only sets it, unless it is the last.
  const isBaseOnly = entries.length === 0 && places.length > 1 && places[0]?.value === undefined;
  const base = baseName(paths, ctx);
  const bn = isBaseOnly && !base.endsWith("/") ? "" : base;
  const [first] = entries;
  const isOneTime = bare.length === 0 && entries.every(({ time }) => time === first?.time);
  const bt = isOneTime ? first?.time : undefined;
  const prefix = prefixOf(ctx);
  return {
    records: places.map(({ path, time, value }, index) => {
      const n = (prefix + printPath(path)).slice(bn.length);
      return {
        ...(index > 0 || bn === "" ? {} : { bn }),
        ...(index > 0 || bt === undefined ? {} : { bt: bt / 1000 }),
        ...(n === "" ? {} : { n }),
        ...(bt !== undefined || time === undefined ? {} : { t: time / 1000 }),
        ...(value === undefined ? {} : { value }),
      };
    }),
  };
}

function prefixOf({ prefix }: CodecContext): string {
  return prefix === undefined ? "" : `/${prefix}`;
}

/** The path of the request, up to the slash if everything is below it; none if it is the root, or something is elsewhere. */
function baseName(paths: readonly Path[], ctx: CodecContext): string {
  const { basePath } = ctx;
  if (pathKind(basePath) === "root" || !paths.every((path) => isWithin(path, basePath))) return "";
  const base = printPath(basePath);
  const isBelow = paths.every((path) => printPath(path) !== base);
  return prefixOf(ctx) + base + (isBelow ? "/" : "");
}
