import { isResourcePath, isWithin, maximumId, pathIds, pathKind, pathOf, printPath, type Path } from "../data/path.js";
import type { Value } from "../data/value.js";
import { readCbor } from "./cbor.js";
import { createCborWriter, type CborWriter } from "./cborWriter.js";
import { writeValue } from "./cborValue.js";
import type { Codec, CodecContext } from "./codec.js";
import { createFindings, reportReading, type Findings } from "./findings.js";
import { describeItem, type Item } from "./item.js";
import { valueOfItem } from "./itemValue.js";
import { placeValue } from "./place.js";

/**
 * The CBOR of LwM2M 1.2 (LwM2M TS 1.2 §7.4.7): maps in maps by object, object instance, resource and resource instance. A
 * key is an ID, or an array of the IDs of several levels.
 */
export const lwm2mCborCodec: Codec = {
  decode: (payload, ctx) => {
    const findings = createFindings();
    const read = readCbor(payload);
    reportReading(findings, payload, read);
    if (read.item !== undefined) decodeLevel(findings, ctx, {}, read.item);
    return findings.decoded();
  },
  encode: (entries, _, empty = []) => {
    const root: Level = new Map();
    for (const { path, value } of [...entries, ...empty.map((path) => ({ path, value: undefined }))]) {
      const problem = add(root, path, value);
      if (problem !== undefined) return { problem };
    }
    const writer = createCborWriter();
    writeLevel(writer, root);
    return { payload: writer.finish() };
  },
};

/** Decodes what is at a path: a map of what is below it, or a value. */
function decodeLevel(findings: Findings, ctx: CodecContext, path: Path, item: Item): void {
  if (item.kind === "map") {
    if (item.pairs.length === 0 && pathKind(path) !== "root") findings.empty(path);
    for (const { key, value } of item.pairs) {
      const below = pathBelow(path, key);
      if (below === undefined) {
        const found = `${describeItem(key)}, with ${describeItem(value)} behind it`;
        findings.problem(key.offset, `A key in ${printPath(path)} is an ID or an array of IDs; found ${found}.`, path);
      } else decodeLevel(findings, ctx, below, value);
    }
    return;
  }
  if (!isResourcePath(path)) {
    findings.problem(
      item.offset,
      `${printPath(path)} names no resource, so that it holds a map; found ${describeItem(item)}.`,
      path,
    );
    return;
  }
  if (!isWithin(path, ctx.basePath)) {
    const base = printPath(ctx.basePath);
    findings.problem(item.offset, `The value is of ${printPath(path)}, which is not at or below ${base}.`, path);
  }
  placeValue(findings, ctx, { path, offset: item.offset }, (type) => valueOfItem(item, type));
}

/** The path that a key leads to from `path`; undefined if it is no ID, or leads deeper than a resource instance. */
function pathBelow(path: Path, key: Item): Path | undefined {
  const keys = key.kind === "array" ? key.items : [key];
  const ids = keys.flatMap((item) => (item.kind === "integer" ? [Number(item.value)] : []));
  const isEveryId = ids.length === keys.length && ids.every((id) => id >= 0 && id <= maximumId);
  const all = [...pathIds(path), ...ids];
  return isEveryId && ids.length > 0 && all.length <= 4 ? pathOf(...all) : undefined;
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
