import { concatBytes } from "../../base/bytes.js";
import { extensionName } from "../tables/extensions.js";
import { ByteReader } from "./byteReader.js";
import type { MessageProblem } from "./parsed.js";
import { uint, vector } from "./write.js";

/** Extensions by their number, in the order in which they came. */
export type Extensions = ReadonlyMap<number, Uint8Array>;

/**
 * Reads what is left of a hello (RFC 5246 §7.4.1.4). Hellos without extensions simply end. Undefined if a length does
 * not fit; a type that comes twice is a problem, and its first value stays.
 */
export function parseExtensions(
  reader: ByteReader,
): { readonly value: Extensions; readonly problem?: MessageProblem } | undefined {
  const value = new Map<number, Uint8Array>();
  if (reader.isAtEnd) return { value };
  const list = new ByteReader(reader.vector(2));
  let problem: MessageProblem | undefined;
  while (!list.isAtEnd) {
    const type = list.uint(2);
    const data = list.vector(2);
    if (list.isBroken) return undefined;
    if (value.has(type)) problem = { alert: "illegal_parameter", sentence: twice(type) };
    else value.set(type, data);
  }
  return problem === undefined ? { value } : { value, problem };
}

function twice(type: number): string {
  return `Its hello has the extension ${extensionName(type)} twice, which RFC 5246 §7.4.1.4 forbids.`;
}

/** Writes extensions; without any there is no list at all, as old peers expect. */
export function printExtensions(extensions: Extensions): Uint8Array {
  if (extensions.size === 0) return new Uint8Array();
  return vector(2, concatBytes(...[...extensions].flatMap(([type, data]) => [uint(type, 2), vector(2, data)])));
}
