import type { Entry } from "../../data/entry.js";
import { isWithin, pathIds, pathOf, printPath, type Path } from "../../data/path.js";
import { bytesOfValue } from "../binaryValue.js";
import { createByteWriter, type ByteWriter } from "../byteWriter.js";
import type { CodecContext, Encoded } from "../codec.js";
import { writingProblem } from "../writable.js";
import { tlvKinds, type TlvKind } from "./records.js";

/** A record to be written: an ID with a value, or with records below it. */
interface Node {
  /** Undefined for a container. */
  readonly value: Uint8Array | undefined;
  readonly children: Map<number, Node>;
}

/** No record holds more, as its length has three bytes. */
const longestValue = 0xffffff;

/** Writes values as TLV: the records below the path of the request, in the order in which they come. */
export function encodeTlv(entries: readonly Entry[], { basePath }: CodecContext, empty: readonly Path[] = []): Encoded {
  if (basePath.objectId === undefined) return { problem: "TLV holds no object IDs; choose SenML for several objects." };
  const wrong = writingProblem(entries, empty);
  if (wrong !== undefined) return { problem: wrong };
  const root: Node = { value: undefined, children: new Map() };
  // Resources and their instances are written even if they are what the request is about.
  const skipped = Math.min(pathIds(basePath).length, pathIds(basePath).length === 4 ? 3 : 2);
  for (const { path, value } of entries) {
    const problem = add(root, path, skipped, bytesOfValue(value), basePath);
    if (problem !== undefined) return { problem };
  }
  for (const path of empty) {
    const problem = add(root, path, skipped, undefined, basePath);
    if (problem !== undefined) return { problem };
  }
  const writer = createByteWriter();
  const tooLong = writeChildren(writer, root, pathIds(basePath).slice(0, skipped));
  return tooLong === undefined ? { payload: writer.finish() } : { problem: tooLong };
}

/** Puts a value into the tree, or a container if there is none; says why it cannot. */
function add(
  root: Node,
  path: Path,
  skipped: number,
  value: Uint8Array | undefined,
  basePath: Path,
): string | undefined {
  const place = printPath(path);
  if (!isWithin(path, basePath)) return `${place} is not at or below ${printPath(basePath)}, the path of the request.`;
  const ids = pathIds(path);
  let node = root;
  for (let level = skipped; level < ids.length; level++) {
    const isLast = level === ids.length - 1;
    const id = ids[level] ?? 0;
    const known = node.children.get(id);
    if (known !== undefined && (isLast ? value !== undefined : known.value !== undefined)) {
      return `TLV has one value for ${place}, not several; choose SenML.`;
    }
    const next = known ?? { value: isLast ? value : undefined, children: new Map() };
    node.children.set(id, next);
    node = next;
  }
  return undefined;
}

/** Writes the records below a node, to which these IDs lead; says so if one is too long. */
function writeChildren(writer: ByteWriter, node: Node, ids: readonly number[]): string | undefined {
  for (const [id, child] of node.children) {
    const childIds = [...ids, id];
    const inner = createByteWriter();
    const problem = writeChildren(inner, child, childIds);
    if (problem !== undefined) return problem;
    const value = child.value ?? inner.finish();
    if (value.length > longestValue) {
      return `${printPath(pathOf(...childIds))} has ${String(value.length)} bytes; TLV holds ${String(longestValue)}.`;
    }
    writeRecord(writer, kindOf(childIds.length, child), id, value);
  }
  return undefined;
}

function kindOf(level: number, { value }: Node): TlvKind {
  if (level === 2) return "object instance";
  if (level === 4) return "resource instance";
  return value === undefined ? "multiple resource" : "resource";
}

/** A record with ID and length as short as they go (LwM2M TS 1.2 §7.4.3). */
function writeRecord(writer: ByteWriter, kind: TlvKind, id: number, value: Uint8Array): void {
  const idWidth = id > 0xff ? 2 : 1;
  const { length } = value;
  const lengthWidth = length < 8 ? 0 : length <= 0xff ? 1 : length <= 0xffff ? 2 : 3;
  const type = (tlvKinds.indexOf(kind) << 6) | (idWidth === 2 ? 0x20 : 0) | (lengthWidth << 3);
  writer.uint(type | (lengthWidth === 0 ? length : 0), 1);
  writer.uint(id, idWidth);
  if (lengthWidth > 0) writer.uint(length, lengthWidth);
  writer.bytes(value);
}
