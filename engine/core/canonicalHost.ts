import { isIPv6 } from "node:net";
import { withoutMapping } from "../../lwm2m/coap/transport/mappedAddress.js";

/**
 * A host in the one way in which it is written here: names in lower case and without the dot of the root, IPv6 addresses
 * as short as they can be (RFC 5952), and an IPv4 address inside one as what it is.
 */
export function canonicalHost(host: string): string {
  if (!isIPv6(host) || host.includes("%")) return host.toLowerCase().replace(/(?<=.)\.$/u, "");
  // The URL standard's host serializer is that of RFC 5952, but writes the digits of a mapped address as hexadecimal ones.
  const short = new URL(`http://[${host}]`).hostname.slice(1, -1);
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/u.exec(short);
  if (mapped === null) return withoutMapping(short);
  const bytes = mapped.slice(1).flatMap((group) => [parseInt(group, 16) >> 8, parseInt(group, 16) & 0xff]);
  return bytes.join(".");
}
