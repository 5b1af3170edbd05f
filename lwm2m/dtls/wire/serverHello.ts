import { concatBytes } from "../../base/bytes.js";
import { ByteReader } from "./byteReader.js";
import { randomLength } from "./clientHello.js";
import { parseExtensions, printExtensions, type Extensions } from "./extensionList.js";
import { undecodable, type Parsed } from "./parsed.js";
import { uint, vector } from "./write.js";

/** ServerHello (RFC 5246 §7.4.1.3). */
export interface ServerHello {
  readonly version: number;
  readonly random: Uint8Array;
  readonly sessionId: Uint8Array;
  readonly suite: number;
  readonly compression: number;
  readonly extensions: Extensions;
}

/** Reads a ServerHello. */
export function parseServerHello(body: Uint8Array): Parsed<ServerHello> {
  const reader = new ByteReader(body);
  const version = reader.uint(2);
  const random = reader.bytes(randomLength);
  const sessionId = reader.vector(1);
  const suite = reader.uint(2);
  const compression = reader.uint(1);
  const found = parseExtensions(reader);
  if (!reader.isComplete || found === undefined || sessionId.length > 32) return undecodable("ServerHello");
  const { value: extensions, problem } = found;
  const value = { version, random, sessionId, suite, compression, extensions };
  return problem === undefined ? { value } : { value, problem };
}

/** Writes a ServerHello. */
export function printServerHello(hello: ServerHello): Uint8Array {
  return concatBytes(
    uint(hello.version, 2),
    hello.random,
    vector(1, hello.sessionId),
    uint(hello.suite, 2),
    uint(hello.compression, 1),
    printExtensions(hello.extensions),
  );
}
