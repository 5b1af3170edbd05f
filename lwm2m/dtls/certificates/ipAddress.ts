import { isIPv4, isIPv6 } from "node:net";

/** The 4 or 16 bytes of an address; undefined if the text is none. A zone such as `%eth0` is no part of it. */
export function bytesOfAddress(text: string): Uint8Array | undefined {
  if (isIPv4(text)) return Uint8Array.from(text.split("."), Number);
  const [address = ""] = text.split("%");
  if (!isIPv6(address)) return undefined;
  const [front = [], back = []] = address.split("::").map(bytesOfGroups);
  const zeros = Array.from({ length: 16 - front.length - back.length }, () => 0);
  return Uint8Array.of(...front, ...zeros, ...back);
}

/** The bytes of groups between colons; the last may be an IPv4 address (RFC 4291 §2.2). */
function bytesOfGroups(text: string): readonly number[] {
  if (text === "") return [];
  return text.split(":").flatMap((group) => {
    if (isIPv4(group)) return group.split(".").map(Number);
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
}

/** The address of 4 or 16 bytes; of IPv6 without shortening, except for leading zeros. */
export function printAddressBytes(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join(".");
  const groups = Array.from({ length: bytes.length / 2 }, (_, index) => {
    return ((bytes[2 * index] ?? 0) * 256 + (bytes[2 * index + 1] ?? 0)).toString(16);
  });
  return groups.join(":");
}
