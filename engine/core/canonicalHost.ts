import { isIPv6 } from "node:net";
import { bytesOfAddress, printAddressBytes } from "../../lwm2m/dtls/certificates/ipAddress.js";

/** What an IPv4 address has in front of it where an IPv6 address is written (RFC 4291 §2.5.5.2). */
const mapped = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff] as const;

/**
 * A host in the one way in which it is written here: names in lower case and without the dot of the root, IPv6 addresses
 * as short as they can be (RFC 5952), and an IPv4 address inside one as what it is.
 */
export function canonicalHost(host: string): string {
  if (!isIPv6(host) || host.includes("%")) return host.toLowerCase().replace(/(?<=.)\.$/u, "");
  const bytes = bytesOfAddress(host);
  if (bytes !== undefined && mapped.every((byte, index) => bytes[index] === byte))
    return printAddressBytes(bytes.subarray(mapped.length));
  // The host serializer of the URL standard is that of RFC 5952.
  return new URL(`http://[${host}]`).hostname.slice(1, -1);
}
