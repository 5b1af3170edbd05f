import { joinBytes, hexByte, toUtf8 } from "../base/bytes.js";
import type { Item, ItemPair, ReadItem } from "./item.js";
import { mayBegin, note, readingResult, startReading, stop, type Reading } from "./reading.js";

interface Cursor extends Reading {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

/**
 * Reads one data item of CBOR (RFC 8949 §3), in any of its lengths, definite or indefinite. Not taken is what is not
 * well-formed, nests deeper than 16 levels or has more than 100 000 items. Tags are noted, not interpreted.
 */
export function readCbor(bytes: Uint8Array): ReadItem {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const cursor: Cursor = { ...startReading(), bytes, view };
  const item = readItem(cursor, 0);
  return readingResult(cursor, item);
}

const stopByte = 0xff;

function readItem(cursor: Cursor, depth: number): Item | undefined {
  const offset = cursor.pos;
  const initial = cursor.bytes[offset];
  if (initial === undefined) {
    stop(cursor, offset, "The payload ends where a CBOR item is expected.");
    return undefined;
  }
  if (!mayBegin(cursor, offset, depth)) return undefined;
  cursor.pos++;
  const major = initial >> 5;
  const info = initial & 0x1f;
  if (major === 7) return readSimple(cursor, info, offset);
  if (info === 31) {
    if (major < 2 || major === 6) {
      stop(cursor, offset, notWellFormed(initial));
      return undefined;
    }
    if (major < 4) return readChunks(cursor, major, offset);
    return readContainer(cursor, major, undefined, depth, offset);
  }
  const argument = readArgument(cursor, info, offset);
  if (argument === undefined) return undefined;
  switch (major) {
    case 0:
      return { offset, kind: "integer", value: argument };
    case 1:
      return { offset, kind: "integer", value: negative(argument) };
    case 2:
    case 3:
      return readString(cursor, major, argument, offset);
    case 6:
      return tagged(readItem(cursor, depth + 1), Number(argument), offset);
    default:
      return readContainer(cursor, major, argument, depth, offset);
  }
}

/** The item with its tag, at which it starts; of several tags the innermost says what it is. */
function tagged(item: Item | undefined, tag: number, offset: number): Item | undefined {
  return item && { ...item, offset, tag: item.tag ?? tag };
}

function notWellFormed(initial: number): string {
  return `${hexByte(initial)} does not start a CBOR item.`;
}

/** -1 - n, exactly. */
function negative(argument: number | bigint): number | bigint {
  return typeof argument === "bigint"
    ? -1n - argument
    : argument === Number.MAX_SAFE_INTEGER
      ? -(2n ** 53n)
      : -1 - argument;
}

const argumentWidths = [1, 2, 4, 8] as const;

/** The number in or behind the initial byte. */
function readArgument(cursor: Cursor, info: number, offset: number): number | bigint | undefined {
  if (info < 24) return info;
  const width = argumentWidths[info - 24];
  if (width === undefined) {
    stop(cursor, offset, notWellFormed(cursor.bytes[offset] ?? 0));
    return undefined;
  }
  const pos = take(cursor, width, offset);
  if (pos === undefined) return undefined;
  if (width === 1) return cursor.view.getUint8(pos);
  if (width === 2) return cursor.view.getUint16(pos);
  if (width === 4) return cursor.view.getUint32(pos);
  const wide = cursor.view.getBigUint64(pos);
  return wide <= Number.MAX_SAFE_INTEGER ? Number(wide) : wide;
}

/** Where the next `length` bytes start, if they are there. */
function take(cursor: Cursor, length: number | bigint, offset: number): number | undefined {
  const { pos } = cursor;
  const left = cursor.bytes.length - pos;
  if (length > left) {
    const needed = length === 1 ? "one byte" : `${String(length)} bytes`;
    stop(cursor, offset, `This item needs ${needed} more, but the payload has only ${String(left)} left.`);
    return undefined;
  }
  cursor.pos += Number(length);
  return pos;
}

function readString(cursor: Cursor, major: number, length: number | bigint, offset: number): Item | undefined {
  const start = take(cursor, length, offset);
  if (start === undefined) return undefined;
  return stringItem(cursor, major, cursor.bytes.subarray(start, cursor.pos), offset);
}

function stringItem(cursor: Cursor, major: number, bytes: Uint8Array, offset: number): Item {
  if (major === 2) return { offset, kind: "bytes", value: Uint8Array.from(bytes) };
  const text = toUtf8(bytes);
  if (text !== undefined) return { offset, kind: "text", value: text };
  note(cursor, offset, "This text is not UTF-8; it is taken as bytes.");
  return { offset, kind: "bytes", value: Uint8Array.from(bytes) };
}

/** A string of indefinite length: strings of the same kind up to the stop byte (RFC 8949 §3.2.3). */
function readChunks(cursor: Cursor, major: number, offset: number): Item | undefined {
  const chunks: Uint8Array[] = [];
  while (cursor.bytes[cursor.pos] !== stopByte) {
    const chunkOffset = cursor.pos;
    const initial = cursor.bytes[chunkOffset];
    if (initial === undefined) {
      stop(cursor, chunkOffset, "The payload ends inside a string of indefinite length.");
      return undefined;
    }
    if (initial >> 5 !== major || (initial & 0x1f) === 31) {
      stop(cursor, chunkOffset, "A string of indefinite length holds something other than strings of its kind.");
      return undefined;
    }
    if (!mayBegin(cursor, chunkOffset, 0)) return undefined;
    cursor.pos++;
    const length = readArgument(cursor, initial & 0x1f, chunkOffset);
    const start = length === undefined ? undefined : take(cursor, length, chunkOffset);
    if (start === undefined) return undefined;
    chunks.push(cursor.bytes.subarray(start, cursor.pos));
  }
  cursor.pos++;
  return stringItem(cursor, major, joinBytes(chunks), offset);
}

/** An array or a map; of indefinite length if `length` is undefined. */
function readContainer(
  cursor: Cursor,
  major: number,
  length: number | bigint | undefined,
  depth: number,
  offset: number,
): Item {
  const items: Item[] = [];
  const pairs: ItemPair[] = [];
  for (let index = 0; !cursor.isOver && (length === undefined || index < length); index++) {
    if (length === undefined && cursor.bytes[cursor.pos] === stopByte) {
      cursor.pos++;
      break;
    }
    const first = readItem(cursor, depth + 1);
    if (first === undefined) break;
    if (major === 4) {
      items.push(first);
      continue;
    }
    const value = readItem(cursor, depth + 1);
    if (value !== undefined) pairs.push({ key: first, value });
  }
  return major === 4 ? { offset, kind: "array", items } : { offset, kind: "map", pairs };
}

/** Booleans, null, floats (RFC 8949 §3.3). */
function readSimple(cursor: Cursor, info: number, offset: number): Item | undefined {
  if (info === 20 || info === 21) return { offset, kind: "boolean", value: info === 21 };
  if (info === 22 || info === 23) return { offset, kind: "null" };
  if (info < 20) return { offset, kind: "simple", value: info };
  if (info === 31) {
    stop(cursor, offset, "A stop byte stands where no container of indefinite length is open.");
    return undefined;
  }
  const width = argumentWidths[info - 24];
  if (width === undefined) {
    stop(cursor, offset, notWellFormed(cursor.bytes[offset] ?? 0));
    return undefined;
  }
  const pos = take(cursor, width, offset);
  if (pos === undefined) return undefined;
  if (width > 1) return { offset, kind: "float", value: readFloat(cursor.view, pos, width) };
  const value = cursor.view.getUint8(pos);
  if (value >= 32) return { offset, kind: "simple", value };
  stop(cursor, offset, notWellFormed(0xf8));
  return undefined;
}

function readFloat(view: DataView, pos: number, width: number): number {
  if (width === 8) return view.getFloat64(pos);
  return width === 4 ? view.getFloat32(pos) : halfFloat(view.getUint16(pos));
}

/** A float of 16 bits: sign, five bits of exponent, ten of fraction (RFC 8949 Appendix D). */
function halfFloat(bits: number): number {
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  const sign = bits >> 15 === 0 ? 1 : -1;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}
