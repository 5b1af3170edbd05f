import { transportKinds, type TransportKind } from "./channel.js";

/** The parts of a URI of CoAP that name a server (RFC 7252 §6.1, §6.2, RFC 8323 §8). */
export interface CoapUri<Kind extends TransportKind = TransportKind> {
  readonly transport: Kind;
  /** A name, or an IP address without brackets. */
  readonly host: string;
  readonly port: number;
}

/** A URI that was read, or the sentence that says why it is none. */
export type ParsedCoapUri<Kind extends TransportKind = TransportKind> =
  | { readonly uri: CoapUri<Kind>; readonly problem?: undefined }
  | { readonly uri?: undefined; readonly problem: string };

const schemes = {
  udp: { scheme: "coap", port: 5683 },
  dtls: { scheme: "coaps", port: 5684 },
  tcp: { scheme: "coap+tcp", port: 5683 },
  tls: { scheme: "coaps+tcp", port: 5684 },
} as const satisfies Readonly<Record<TransportKind, { readonly scheme: string; readonly port: number }>>;

const datagrams = ["udp", "dtls"] as const;

/** Reads `coap://host:port` and `coaps://host:port`; without a port it is 5683 or 5684. A path is a mistake here. */
export function parseCoapUri(text: string): ParsedCoapUri<"udp" | "dtls"> {
  const advice = "Write coap://host:port, or coaps://host:port for DTLS.";
  return parse(text, datagrams, advice);
}

/** Reads a URI of any transport: also `coap+tcp://host:port`, and `coaps+tcp://host:port` for TLS. */
export function parseAnyCoapUri(text: string): ParsedCoapUri {
  const advice = "Write coap://host:port, coaps:// for DTLS, coap+tcp:// for TCP, or coaps+tcp:// for TLS.";
  return parse(text, transportKinds, advice);
}

function parse<Kind extends TransportKind>(text: string, kinds: readonly Kind[], advice: string): ParsedCoapUri<Kind> {
  const parts = /^([a-z+]+):\/\/(?:\[([0-9a-f:.]+)\]|([^:/[\]@?#\s]+))(?::(\d*))?\/?$/iu.exec(text.trim());
  const host = parts?.[2] ?? parts?.[3];
  const transport = kinds.find((kind) => schemes[kind].scheme === parts?.[1]?.toLowerCase());
  if (parts === null || host === undefined || transport === undefined) {
    return { problem: `"${text}" is no address of a CoAP server. ${advice}` };
  }
  const port = parts[4] === undefined || parts[4] === "" ? schemes[transport].port : Number(parts[4]);
  if (port < 1 || port > 65535)
    return { problem: `${port} in "${text}" is no port; a port is a number from 1 to 65535.` };
  return { uri: { transport, host, port } };
}

/** The URI as text, without a port that goes without saying. */
export function printCoapUri({ transport, host, port }: CoapUri): string {
  const name = host.includes(":") ? `[${host}]` : host;
  const portText = port === schemes[transport].port ? "" : `:${port}`;
  return `${schemes[transport].scheme}://${name}${portText}`;
}
