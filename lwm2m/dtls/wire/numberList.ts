import { ByteReader } from "./byteReader.js";
import type { Extensions } from "./extensionList.js";
import { uint, vector } from "./write.js";

/** Numbers of so many bytes each; undefined if there is a part of a number. */
export function parseNumbers(bytes: Uint8Array, size: 1 | 2): readonly number[] | undefined {
  if (bytes.length % size !== 0) return undefined;
  const reader = new ByteReader(bytes);
  return Array.from({ length: bytes.length / size }, () => reader.uint(size));
}

/** A list of numbers that is the whole of an extension, its length in front; undefined if it is damaged. */
export function parseNumberList(data: Uint8Array, lengthBytes: 1 | 2, size: 1 | 2): readonly number[] | undefined {
  const reader = new ByteReader(data);
  const list = parseNumbers(reader.vector(lengthBytes), size);
  return reader.isComplete ? list : undefined;
}

/** Writes such a list. */
export function printNumberList(numbers: readonly number[], lengthBytes: 1 | 2, size: 1 | 2): Uint8Array {
  return vector(lengthBytes, ...numbers.map((number) => uint(number, size)));
}

/** The list in an extension: undefined if the extension is not there, "damaged" if it cannot be read or is empty. */
export function listIn(
  extensions: Extensions,
  code: number,
  lengthBytes: 1 | 2,
  size: 1 | 2,
): readonly number[] | "damaged" | undefined {
  const data = extensions.get(code);
  if (data === undefined) return undefined;
  const list = parseNumberList(data, lengthBytes, size);
  return list === undefined || list.length === 0 ? "damaged" : list;
}
