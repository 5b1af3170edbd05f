/** The address of a CoAP server that was read, or why it is none. */
export type DeviceUri =
  | { readonly uri: string; readonly isSecure: boolean; readonly problem?: undefined }
  | { readonly uri?: undefined; readonly problem: string };

/** Reads `coap://host:port` or `coaps://host:port`; an address without a scheme is plain CoAP, or secure at port 5684. */
export function readDeviceUri(text: string): DeviceUri {
  const trimmed = text.trim();
  if (trimmed === "") return { problem: "Write the address of the device, such as coap://192.0.2.7:5683." };
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//iu.exec(trimmed)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== "coap" && scheme !== "coaps") {
    return { problem: `${scheme}:// is something else; write coap://, or coaps:// for DTLS.` };
  }
  const rest = scheme === undefined ? trimmed : trimmed.slice(scheme.length + 3);
  const parts = /^(\[[0-9a-f:.]+\]|[^:/?#@\s[\]]+)(?::(\d+))?\/?$/iu.exec(rest);
  const [, host, port] = parts ?? [];
  if (host === undefined) return { problem: `"${rest}" is no host and port; write them as 192.0.2.7:5683.` };
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65535)) {
    return { problem: `${port} is no port; a port is a number from 1 to 65535.` };
  }
  const isSecure = scheme === "coaps" || (scheme === undefined && port === "5684");
  return { uri: `${isSecure ? "coaps" : "coap"}://${host}${port === undefined ? "" : `:${port}`}`, isSecure };
}
