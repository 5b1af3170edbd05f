import { readFileSync, statSync, type Stats } from "node:fs";
import { maximumLength } from "../../lwm2m/definition/xml/parse.js";
import { decode, type Decoded } from "./decode.js";
import { reasonOf } from "./reason.js";

/** A megabyte as people count files. */
const megabyte = 1024 * 1024;

/** The text of a file, or a sentence about why there is none. Only regular files are read. */
export function readText(path: string): Decoded {
  try {
    const stats = statSync(path);
    const problem = unreadableKind(stats) ?? sizeProblem(stats.size);
    return problem === undefined ? decode(readFileSync(path)) : { problem, isBinary: false };
  } catch (error) {
    return { problem: reasonOf(error), isBinary: false };
  }
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
