/** The address to talk to `host` from; on the loopback interface nobody else can talk to it. */
export function localHost(host: string): string {
  if (host.includes(":")) return host === "::1" ? host : "::";
  return host.startsWith("127.") ? "127.0.0.1" : "0.0.0.0";
}
