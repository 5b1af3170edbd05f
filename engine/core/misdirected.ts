import { printAddress, type Address } from "../../lwm2m/base/datagram.js";
import type { TappedMessage } from "../../lwm2m/coap/session.js";
import type { ServerState } from "../protocol/server.js";
import type { LogDraft } from "./messageLog.js";

/** A handshake record of any DTLS version (RFC 6347 §4.1): its type, then 0xFE; no CoAP message begins so. */
const handshakeRecord = 22;
const dtlsMajor = 0xfe;

/** The types of DTLS records (RFC 6347 §4.1, RFC 9146 §4); a CoAP message never has such a second byte behind them. */
const recordTypes = { first: 20, last: 25 } as const;

/** True for a datagram that begins as a record of DTLS does. */
export function isDtlsRecord(data: Uint8Array): boolean {
  const [type = 0, major] = data;
  return type >= recordTypes.first && type <= recordTypes.last && major === dtlsMajor;
}

/** What is told of a DTLS handshake on the port for plain CoAP; undefined for anything else. */
export function misdirectedRecord(tapped: TappedMessage, server: ServerState): LogDraft | undefined {
  const { channel, data, direction, message, time } = tapped;
  const isDtls = data[0] === handshakeRecord && data[1] === dtlsMajor;
  if (direction !== "in" || channel.transport !== "udp" || message !== undefined || !isDtls) return undefined;
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

/** What is told of plain CoAP on the port for DTLS, with the ports that are really open. */
export function explainPlainOnSecurePort(peer: Address, server: ServerState): string {
  const { port, securePort } = server.kind === "running" ? server : {};
  const secure = securePort === undefined ? "the port for DTLS" : `port ${securePort}, which is for DTLS`;
  const uri = securePort === undefined ? "coaps:// and the port for DTLS" : `coaps://host:${securePort}`;
  const plain =
    port === undefined
      ? "no port for plain CoAP is open at the moment; start the server with one to go without DTLS"
      : `without DTLS send it to port ${port}, which is for plain CoAP`;
  return (
    `CoAP without DTLS came from ${printAddress(peer)} to ${secure}. The device is set up without security: the Server URI ` +
    "of its Security object (/0/x/0) begins with coap://, or its Security Mode (/0/x/2) is 3 (NoSec). " +
    `For DTLS give it a URI such as ${uri} and Security Mode 0; ${plain}.`
  );
}
