import { isResourcePath, isWithin, maximumId, pathIds, pathOf, printPath, type Path } from "../../data/path.js";
import { readCbor } from "../cbor.js";
import type { CodecContext, Decoded } from "../codec.js";
import { createFindings, reportReading, type Findings } from "../findings.js";
import { describeItem, type Item, type ItemPair } from "../item.js";
import { valueOfItem } from "../itemValue.js";
import { placeValue } from "../place.js";

interface Decoding {
  readonly findings: Findings;
  readonly ctx: CodecContext;
  /** The places that have a value. */
  readonly known: Set<string>;
}

/** Decodes maps in maps, of definite and indefinite length, with IDs or arrays of IDs as their keys. */
export function decodeLwm2mCbor(payload: Uint8Array, ctx: CodecContext): Decoded {
  const findings = createFindings();
  const read = readCbor(payload);
  reportReading(findings, payload, read);
  const decoding: Decoding = { findings, ctx, known: new Set() };
  if (read.item?.kind === "map") decodePairs(decoding, {}, read.item.pairs, true);
  else if (read.item !== undefined) decodeLevel(decoding, {}, read.item);
  return findings.decoded();
}

/** Decodes what is below a path; on the top level keys may start with the prefix of a gateway, or at the request's path. */
function decodePairs(decoding: Decoding, path: Path, pairs: readonly ItemPair[], isTop = false): void {
  const { ctx, findings } = decoding;
  const keys = new Set<string>();
  for (const { key, value } of pairs) {
    const name = idsOf(key).map(describeItem).join();
    // A value that is there twice is told of at its place.
    if (keys.has(name) && value.kind === "map") {
      findings.problem(key.offset, `A key of this map is there twice, ${describeItem(key)}; both are read.`, path);
    }
    keys.add(name);
    const ids = isTop ? withoutPrefix(idsOf(key), ctx) : idsOf(key);
    if (isTop && ids.length === 0 && value.kind === "map" && isPrefix(key, ctx)) {
      decodePairs(decoding, path, value.pairs);
      continue;
    }
    const base = isTop ? startOf(ctx, ids, value) : path;
    const below = pathBelow(base, ids);
    if (below === undefined) {
      const found = `${describeItem(key)}, with ${describeItem(value)} behind it`;
      findings.problem(key.offset, `A key in ${printPath(path)} is an ID or an array of IDs; found ${found}.`, path);
    } else decodeLevel(decoding, below, value);
  }
}

/** Decodes what is at a path: a map of what is below it, or a value. */
function decodeLevel(decoding: Decoding, path: Path, item: Item): void {
  const { findings, ctx, known } = decoding;
  const isOutside = !isWithin(path, ctx.basePath);
  const notBelow = `${printPath(path)}, which is not at or below ${printPath(ctx.basePath)}.`;
  if (item.kind === "map") {
    if (item.pairs.length === 0) {
      findings.empty(path);
      if (isOutside) findings.problem(item.offset, `The empty map is of ${notBelow}`, path);
    }
    decodePairs(decoding, path, item.pairs);
    return;
  }
  if (!isResourcePath(path)) {
    const found = describeItem(item);
    findings.problem(
      item.offset,
      `${printPath(path)} names no resource, so that it holds a map; found ${found}.`,
      path,
    );
    return;
  }
  const place = printPath(path);
  if (isOutside) findings.problem(item.offset, `The value is of ${notBelow}`, path);
  if (known.has(place)) findings.problem(item.offset, `${place} is there twice.`, path);
  known.add(place);
  placeValue(findings, ctx, { path, offset: item.offset }, (type) => valueOfItem(item, type));
}

/** The items of a key: one, or those of an array. */
function idsOf(key: Item): readonly Item[] {
  return key.kind === "array" ? key.items : [key];
}

/** True for the text with which a gateway tells its devices apart, `dev0` or `/dev0`. */
function isPrefix(item: Item | undefined, { prefix }: CodecContext): boolean {
  return prefix !== undefined && item?.kind === "text" && (item.value === prefix || item.value === `/${prefix}`);
}

/** The IDs behind the prefix of a gateway (LwM2M Gateway TS 1.1 §6.3), which is a text before them. */
function withoutPrefix(ids: readonly Item[], ctx: CodecContext): readonly Item[] {
  return isPrefix(ids[0], ctx) ? ids.slice(1) : ids;
}

/** The path that IDs lead to from `path`; undefined if one is none, or they lead deeper than a resource instance. */
function pathBelow(path: Path, items: readonly Item[]): Path | undefined {
  const ids = items.flatMap((item) => (item.kind === "integer" ? [Number(item.value)] : []));
  const isEveryId = ids.length === items.length && ids.every((id) => id >= 0 && id <= maximumId);
  const all = [...pathIds(path), ...ids];
  return isEveryId && ids.length > 0 && all.length <= 4 ? pathOf(...all) : undefined;
}

/**
 * Where a key of the top level starts: at the root, as everywhere else, or at the path of the request, which is allowed in
 * what is written (LwM2M TS 1.2 §7.4.5). Which it is shows where the values are: they have three IDs or four.
 */
function startOf({ basePath }: CodecContext, keyIds: readonly Item[], value: Item): Path {
  const path = pathBelow({}, keyIds);
  const { levels, isEmpty } = levelsOf(keyIds, value);
  const base = pathIds(basePath).length;
  if (path === undefined || base === 0 || !isPlaceOfLeaf(base + levels, isEmpty)) return {};
  const isAlongBase = isWithin(path, pathOf(...pathIds(basePath).slice(0, keyIds.length)));
  const isFromRoot = isAlongBase && isPlaceOfLeaf(levels, isEmpty);
  return isFromRoot ? {} : basePath;
}

/** A value is a resource or a resource instance; an empty map an object instance or a multiple resource. */
function isPlaceOfLeaf(levels: number, isEmpty: boolean): boolean {
  return levels === 3 || levels === (isEmpty ? 2 : 4);
}

/** How many IDs lead to the first leaf behind a key, and whether that is an empty map. */
function levelsOf(keyIds: readonly Item[], value: Item): { readonly levels: number; readonly isEmpty: boolean } {
  const [first] = value.kind === "map" ? value.pairs : [];
  if (first === undefined) return { levels: keyIds.length, isEmpty: value.kind === "map" };
  const below = levelsOf(idsOf(first.key), first.value);
  return { ...below, levels: keyIds.length + below.levels };
}
