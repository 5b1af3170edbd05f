import { nameOf } from "./nameOf.js";

/** Handshake messages (RFC 5246 §7.4, RFC 6347 §4.3.2, RFC 5077 §3.3). */
export const handshakeTypes = {
  HelloRequest: 0,
  ClientHello: 1,
  ServerHello: 2,
  HelloVerifyRequest: 3,
  NewSessionTicket: 4,
  Certificate: 11,
  ServerKeyExchange: 12,
  CertificateRequest: 13,
  ServerHelloDone: 14,
  CertificateVerify: 15,
  ClientKeyExchange: 16,
  Finished: 20,
} as const;

export type HandshakeTypeName = keyof typeof handshakeTypes;

/** The name of a message, for the user. */
export function handshakeTypeName(type: number): string {
  return nameOf(handshakeTypes, type) ?? `handshake message ${type}`;
}
