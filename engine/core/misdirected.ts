import { printAddress } from "../../lwm2m/base/datagram.js";
import type { TappedMessage } from "../../lwm2m/coap/session.js";
import { contentTypes, isContentType } from "../../lwm2m/dtls/tables/contentTypes.js";
import type { ServerState } from "../protocol/server.js";
import type { LogDraft } from "./messageLog.js";

/** The first byte of every version of DTLS (RFC 6347 §4.1); behind the type of a record, no CoAP message has it. */
const dtlsMajor = 0xfe;

/** True for a datagram that begins as a record of DTLS does. */
export function isDtlsRecord(data: Uint8Array): boolean {
  const [type = 0, major] = data;
  return isContentType(type) && major === dtlsMajor;
}

/** What is told of a DTLS handshake on the port for plain CoAP; undefined for anything else. */
export function misdirectedRecord(tapped: TappedMessage, server: ServerState): LogDraft | undefined {
  const { channel, data, direction, message, time } = tapped;
  const beginsHandshake = isDtlsRecord(data) && data[0] === contentTypes.Handshake;
  if (direction !== "in" || channel.transport !== "udp" || message !== undefined || !beginsHandshake) return undefined;
  // What we have asked is no device that has taken the wrong port of ours.
  if (channel.isOutgoing) return undefined;
  const port = server.kind === "running" ? server.securePort : undefined;
  const where =
    port === undefined ? "the port for DTLS, which is not open at the moment" : `port ${port}, which is for DTLS`;
  return {
    kind: "attempt",
    what: "handshake",
    time,
    peer: printAddress(channel.peer),
    transport: "udp",
    summary: "DTLS on the port for plain CoAP",
    explanation:
      `The device at ${printAddress(channel.peer)} begins a DTLS handshake on the port for plain CoAP, where nobody ` +
      `answers it. Let it use ${where}; or, to go without security, write coap:// instead of coaps:// in the device (/0/x/0).`,
    details: [{ name: "Received", value: `${data.length} bytes` }],
  };
}

/** Which port is the one for plain CoAP, in a sentence; DTLS, which explains what came to it, knows its own port only. */
export function tellPlainPort(server: ServerState): string {
  const port = server.kind === "running" ? server.port : undefined;
  return port === undefined
    ? "No port for plain CoAP is open at the moment; start the server with one to go without DTLS."
    : `The port for plain CoAP is ${port}.`;
}
