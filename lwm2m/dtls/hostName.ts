import { isIP } from "node:net";
import { domainToASCII } from "node:url";

/** Letters, digits, marks, hyphens, underscores and dots: what a name of a host is made of in any script. */
const nameOnly = /^[\p{L}\p{N}\p{M}_.-]+$/u;

/**
 * A name of a host as DNS and TLS write it: in ASCII, other scripts by their A-labels (RFC 6125 §6.4.2), in lower case,
 * without a dot at its end; undefined if it is none, or an address. `domainToASCII` reads what it is given as part of a
 * URL, and would take `a.example/.b.example` for `a.example`, and `127.1` for an address.
 */
export function asciiHostName(name: string): string | undefined {
  if (!nameOnly.test(name)) return undefined;
  const ascii = domainToASCII(name.replace(/\.$/u, "")).toLowerCase();
  return ascii === "" || isIP(ascii) !== 0 ? undefined : ascii;
}
