import { printAddress } from "../../lwm2m/base/datagram.js";
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
