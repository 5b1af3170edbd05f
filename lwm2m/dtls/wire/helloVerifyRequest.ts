import { concatBytes } from "../../base/bytes.js";
import { helloVerifyVersion } from "../tables/versions.js";
import { ByteReader } from "./byteReader.js";
import { undecodable, type Parsed } from "./parsed.js";
import { uint, vector } from "./write.js";

/** Reads the cookie of a HelloVerifyRequest. Its version says nothing (RFC 6347 §4.2.1). */
export function parseHelloVerifyRequest(body: Uint8Array): Parsed<{ readonly cookie: Uint8Array }> {
  const reader = new ByteReader(body);
  reader.uint(2);
  const cookie = reader.vector(1);
  return reader.isComplete ? { value: { cookie } } : undecodable("HelloVerifyRequest");
}

/** Writes a HelloVerifyRequest with a cookie. */
export function printHelloVerifyRequest(cookie: Uint8Array): Uint8Array {
  return concatBytes(uint(helloVerifyVersion, 2), vector(1, cookie));
}
