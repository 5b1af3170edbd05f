const mapped = "::ffff:";

/** A socket for both families shows IPv4 peers as IPv6 addresses; people know them by their own. */
export function withoutMapping(host: string): string {
  return host.startsWith(mapped) && host.includes(".") ? host.slice(mapped.length) : host;
}

/** The address as a socket for both families takes it. */
export function withMapping(host: string): string {
  return host.includes(":") ? host : mapped + host;
}
