import type { TransportKind } from "./channel.js";

/** The parts of a `coap` or `coaps` URI (RFC 7252 §6.1, §6.2) that name a server. */
export interface CoapUri {
  readonly transport: TransportKind;
  /** A name, or an IP address without brackets. */
  readonly host: string;
  readonly port: number;
}

/** A URI that was read, or the sentence that says why it is none. */
export type ParsedCoapUri =
  { readonly uri: CoapUri; readonly problem?: undefined } | { readonly uri?: undefined; readonly problem: string };

const defaultPorts = { udp: 5683, dtls: 5684 } as const;

/** Reads `coap://host:port` and `coaps://host:port`; without a port it is 5683 or 5684. A path is a mistake here. */
export function parseCoapUri(text: string): ParsedCoapUri {
  const parts = /^(coaps?):\/\/(?:\[([0-9a-f:.]+)\]|([^:/[\]@?#\s]+))(?::(\d*))?\/?$/iu.exec(text.trim());
  const host = parts?.[2] ?? parts?.[3];
  if (parts === null || host === undefined) {
    return {
      problem: `"${text}" is no address of a CoAP server. Write coap://host:port, or coaps://host:port for DTLS.`,
    };
  }
  const transport = parts[1]?.toLowerCase() === "coaps" ? "dtls" : "udp";
  const port = parts[4] === undefined || parts[4] === "" ? defaultPorts[transport] : Number(parts[4]);
  if (port < 1 || port > 65535)
    return { problem: `${port} in "${text}" is no port; a port is a number from 1 to 65535.` };
  return { uri: { transport, host, port } };
}

/** The URI as text, without a port that goes without saying. */
export function printCoapUri({ transport, host, port }: CoapUri): string {
  const name = host.includes(":") ? `[${host}]` : host;
  const portText = port === defaultPorts[transport] ? "" : `:${port}`;
  return `${transport === "dtls" ? "coaps" : "coap"}://${name}${portText}`;
}
