import { isIP } from "node:net";
import { equalBytes } from "../../base/bytes.js";
import { asciiHostName } from "../hostName.js";
import type { Certificate } from "./certificate.js";
import { bytesOfAddress, printAddressBytes } from "./ipAddress.js";

/**
 * True if a certificate is for a host: a name or an IP address (RFC 6125 §6, RFC 7252 §9.1.3.3). The common name
 * counts only if there is no alternative name that could (RFC 6125 §6.4.4).
 */
export function isForHost({ subject, extensions: { alternativeNames } }: Certificate, host: string): boolean {
  const { dns, addresses } = alternativeNames ?? { dns: [], addresses: [] };
  const commonNames = dns.length + addresses.length === 0 ? subject.commonNames.slice(-1) : [];
  if (isIP(host) === 0) return [...dns, ...commonNames].some((name) => matchesDomain(name, host));
  const wanted = bytesOfAddress(host);
  const given = [...addresses, ...commonNames.filter((name) => isIP(name) !== 0).map(bytesOfAddress)];
  return wanted !== undefined && given.some((address) => address !== undefined && equalBytes(address, wanted));
}

/** The hosts that a certificate is for, for the user. */
export function hostsOf({ subject, extensions: { alternativeNames } }: Certificate): readonly string[] {
  const { dns, addresses } = alternativeNames ?? { dns: [], addresses: [] };
  const names = [...dns, ...addresses.map(printAddressBytes)];
  return names.length === 0 ? subject.commonNames.slice(-1) : names;
}

/** A wildcard stands for the whole first label, and only if two more follow (RFC 6125 §6.4.3, §7.2). */
function matchesDomain(pattern: string, host: string): boolean {
  if (!pattern.startsWith("*.")) return sameDomain(pattern, host);
  const rest = pattern.slice(2);
  const dot = host.indexOf(".");
  return rest.includes(".") && !rest.includes("*") && dot > 0 && sameDomain(rest, host.slice(dot + 1));
}

/** Compares two names as DNS does. */
function sameDomain(left: string, right: string): boolean {
  const name = asciiHostName(left);
  return name !== undefined && name === asciiHostName(right);
}
