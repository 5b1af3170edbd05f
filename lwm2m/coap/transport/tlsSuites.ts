import { getCiphers } from "node:tls";

/**
 * The cipher suites for TLS 1.2 that LwM2M allows (LwM2M TS 1.2 §5.2.9, RFC 7925 §4), in the order of our preference, by
 * the names that OpenSSL has for them. Not every runtime has each.
 */
const suites = {
  certificate: [
    "ECDHE-ECDSA-AES128-CCM8",
    "ECDHE-ECDSA-AES128-CCM",
    "ECDHE-ECDSA-AES128-GCM-SHA256",
    "ECDHE-ECDSA-AES256-GCM-SHA384",
    "ECDHE-ECDSA-AES128-SHA256",
  ],
  psk: [
    "PSK-AES128-CCM8",
    "PSK-AES128-CCM",
    "PSK-AES128-GCM-SHA256",
    "ECDHE-PSK-AES128-CBC-SHA256",
    "PSK-AES128-CBC-SHA256",
  ],
} as const;

export type TlsCredentialKind = keyof typeof suites;

/** The suites with this kind of credential that this runtime has. */
export function tlsSuites(kind: TlsCredentialKind, available: readonly string[] = getCiphers()): readonly string[] {
  const known = new Set(available.map((name) => name.toUpperCase()));
  return suites[kind].filter((name) => known.has(name));
}

/** The suites of TLS 1.3, as the setting of node:tls wants them named together with the others. */
export const tls13Suites = ["TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"] as const;

/** Why raw public keys do not work here. */
export const noRawPublicKeys =
  "Raw public keys do not work over TLS here: the TLS of this program has no raw public keys (RFC 7250). " +
  "Use a certificate, or DTLS.";

/** Why pre-shared keys do not work here. */
export const noPskSuites =
  "Pre-shared keys do not work over TLS here: the TLS of this program has no cipher suite for them that LwM2M allows. " +
  "Use a certificate, or DTLS.";
