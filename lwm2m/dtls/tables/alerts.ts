import { nameOf } from "./nameOf.js";

/** Alerts (RFC 5246 §7.2, RFC 4279 §2, RFC 6066 §9, RFC 7507 §6). */
export const alerts = {
  close_notify: 0,
  unexpected_message: 10,
  bad_record_mac: 20,
  decryption_failed: 21,
  record_overflow: 22,
  decompression_failure: 30,
  handshake_failure: 40,
  no_certificate: 41,
  bad_certificate: 42,
  unsupported_certificate: 43,
  certificate_revoked: 44,
  certificate_expired: 45,
  certificate_unknown: 46,
  illegal_parameter: 47,
  unknown_ca: 48,
  access_denied: 49,
  decode_error: 50,
  decrypt_error: 51,
  protocol_version: 70,
  insufficient_security: 71,
  internal_error: 80,
  inappropriate_fallback: 86,
  user_canceled: 90,
  no_renegotiation: 100,
  missing_extension: 109,
  unsupported_extension: 110,
  unrecognized_name: 112,
  unknown_psk_identity: 115,
  certificate_required: 116,
  no_application_protocol: 120,
} as const;

export type AlertName = keyof typeof alerts;

const alertLevels = { warning: 1, fatal: 2 } as const;

/** An alert as it came. */
export interface Alert {
  readonly isFatal: boolean;
  /** Its name, or `alert 200` if nobody gave it one. */
  readonly name: string;
}

/** Reads an alert; undefined if it is none. */
export function parseAlert(payload: Uint8Array): Alert | undefined {
  const [level, description] = payload;
  if (payload.length !== 2 || level === undefined || description === undefined) return undefined;
  return { isFatal: level === alertLevels.fatal, name: nameOf(alerts, description) ?? `alert ${description}` };
}

/** Writes an alert. */
export function printAlert(level: keyof typeof alertLevels, name: AlertName): Uint8Array {
  return Uint8Array.of(alertLevels[level], alerts[name]);
}
