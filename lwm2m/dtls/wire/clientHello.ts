import { concatBytes } from "../../base/bytes.js";
import { ByteReader } from "./byteReader.js";
import { parseExtensions, printExtensions, type Extensions } from "./extensionList.js";
import { parseNumbers, printNumberList } from "./numberList.js";
import { undecodable, type Parsed } from "./parsed.js";
import { uint, vector } from "./write.js";

/** ClientHello (RFC 5246 §7.4.1.2 with the cookie of RFC 6347 §4.2.1). */
export interface ClientHello {
  readonly version: number;
  readonly random: Uint8Array;
  readonly sessionId: Uint8Array;
  readonly cookie: Uint8Array;
  readonly suites: readonly number[];
  readonly compressions: Uint8Array;
  readonly extensions: Extensions;
}

export const randomLength = 32;

/** Reads a ClientHello. With a problem there may still be a value, if only an extension is at fault. */
export function parseClientHello(body: Uint8Array): Parsed<ClientHello> {
  const reader = new ByteReader(body);
  const version = reader.uint(2);
  const random = reader.bytes(randomLength);
  const sessionId = reader.vector(1);
  const cookie = reader.vector(1);
  const suites = parseNumbers(reader.vector(2), 2);
  const compressions = reader.vector(1);
  const found = parseExtensions(reader);
  if (!reader.isComplete || found === undefined || suites === undefined || sessionId.length > 32)
    return undecodable("ClientHello");
  const { value: extensions, problem } = found;
  const value = { version, random, sessionId, cookie, suites, compressions, extensions };
  return problem === undefined ? { value } : { value, problem };
}

/** Writes a ClientHello. */
export function printClientHello(hello: ClientHello): Uint8Array {
  return concatBytes(
    uint(hello.version, 2),
    hello.random,
    vector(1, hello.sessionId),
    vector(1, hello.cookie),
    printNumberList(hello.suites, 2, 2),
    vector(1, hello.compressions),
    printExtensions(hello.extensions),
  );
}
