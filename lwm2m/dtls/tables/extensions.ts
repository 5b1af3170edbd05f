import { hexCode, nameOf } from "./nameOf.js";

/** Extensions of ClientHello and ServerHello, for what we use and for what clients are seen to offer. */
export const extensions = {
  server_name: 0,
  max_fragment_length: 1,
  status_request: 5,
  supported_groups: 10,
  ec_point_formats: 11,
  signature_algorithms: 13,
  application_layer_protocol_negotiation: 16,
  client_certificate_type: 19,
  server_certificate_type: 20,
  padding: 21,
  encrypt_then_mac: 22,
  extended_master_secret: 23,
  record_size_limit: 28,
  session_ticket: 35,
  pre_shared_key: 41,
  supported_versions: 43,
  cookie: 44,
  psk_key_exchange_modes: 45,
  signature_algorithms_cert: 50,
  key_share: 51,
  connection_id_draft: 53,
  connection_id: 54,
  connection_id_mbedtls: 254,
  renegotiation_info: 0xff01,
} as const;

/** The name of an extension, or its number as `0x1234`. */
export function extensionName(code: number): string {
  return nameOf(extensions, code) ?? hexCode(code);
}

/** Values that clients strew in to see whether servers pass over what they do not know (RFC 8701 §2). */
export function isGrease(code: number): boolean {
  return (code & 0x0f0f) === 0x0a0a && code >> 8 === (code & 0xff);
}
