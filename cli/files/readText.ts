import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from "node:fs";
import { maximumLength } from "../../lwm2m/definition/xml/parse.js";
import { decode, type Decoded } from "./decode.js";
import { reasonOf } from "../../lwm2m/base/systemError.js";

/** A megabyte as people count files. */
const megabyte = 1024 * 1024;

/** The text of a file, or a sentence about why there is none. Only regular files are read. */
export function readText(path: string): Decoded {
  try {
    // Opening a pipe would wait for its writer.
    const file = openSync(path, constants.O_RDONLY | nonBlocking);
    try {
      const stats = fstatSync(file);
      const problem = unreadableKind(stats) ?? sizeProblem(stats.size);
      return problem === undefined ? decode(readBytes(file, stats.size)) : { problem, isBinary: false };
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return { problem: reasonOf(error), isBinary: false };
  }
}

/** Windows has no such flag, and no pipes among its files. */
const nonBlocking = process.platform === "win32" ? 0 : constants.O_NONBLOCK;

/** Reads up to `size` bytes, all that there are in most files. */
function readBytes(file: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  let length = 0;
  for (let count = -1; count !== 0 && length < size; length += count) {
    count = readSync(file, bytes, length, size - length, null);
  }
  return bytes.subarray(0, length);
}

function sizeProblem(size: number): string | undefined {
  if (size <= maximumLength) return undefined;
  const found = Math.ceil(size / megabyte);
  return `This file has ${found} MB; more than ${maximumLength / megabyte} MB is no object definition. It was not read.`;
}

/** Why something on disk has no text; undefined for a file. Reading a pipe might wait for ever. */
export function unreadableKind(stats: Stats): string | undefined {
  if (stats.isFile()) return undefined;
  if (stats.isDirectory()) return "This is a folder, not a file.";
  const advice = "Pass its text through standard input with - instead.";
  if (stats.isFIFO()) return `This is a pipe, not a file. ${advice}`;
  if (stats.isSocket()) return `This is a socket, not a file. ${advice}`;
  return `This is a device, not a file. ${advice}`;
}

/** The text of standard input, or a sentence about why there is none. */
export async function readStandardInput(stdin: AsyncIterable<Uint8Array>): Promise<Decoded> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    size += chunk.length;
    const problem = sizeProblem(size);
    if (problem !== undefined) return { problem, isBinary: false };
    chunks.push(chunk);
  }
  return decode(Buffer.concat(chunks));
}
