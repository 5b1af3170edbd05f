import { toHex } from "../base/bytes.js";
import type { CoapRequest } from "./exchange.js";
import { optionNumbers } from "./options.js";

/**
 * What a request is about, the same for all its blocks: the method, and the options that make the cache key
 * (RFC 7252 §5.6), besides those that no handler here tells apart. Request-Tag is for this (RFC 9175 §3.3).
 */
export function requestKey({ code, path, query = [], accept, otherOptions }: CoapRequest): string {
  let key = `${code}\0${path.join("\0")}\0?${query.join("\0")}\0${accept ?? ""}`;
  for (const { number, value } of otherOptions ?? []) {
    if (number === optionNumbers.requestTag) key += `\0${toHex(value)}`;
  }
  return key;
}
