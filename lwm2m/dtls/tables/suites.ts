import { isGrease } from "./extensions.js";
import { hexCode, nameOf } from "./nameOf.js";

/** How a handshake authenticates and where its secret comes from. */
export type KeyExchange = "psk" | "ecdhe_psk" | "ecdhe_ecdsa";

/** What a suite needs in order to protect records. */
export interface CipherSuite {
  readonly name: string;
  readonly code: number;
  readonly keyExchange: KeyExchange;
  readonly cipher: "ccm" | "gcm" | "cbc";
  /** Bytes of the key of each direction. */
  readonly keyLength: 16;
  /** Bytes that authenticate each record. */
  readonly tagLength: 8 | 16 | 32;
  /** Of the PRF, of Finished and, with CBC, of the MAC. */
  readonly hash: "sha256";
}

const ciphers = {
  "ccm 8": { cipher: "ccm", tagLength: 8 },
  ccm: { cipher: "ccm", tagLength: 16 },
  gcm: { cipher: "gcm", tagLength: 16 },
  cbc: { cipher: "cbc", tagLength: 32 },
} as const;

/**
 * The suites that we speak, the one we like best first: a server picks in this order, whatever the client prefers, among
 * those for which it has credentials. CCM_8 are the suites that LwM2M requires of every client (LwM2M TS Transport
 * Bindings 1.2, where it describes pre-shared keys, raw public keys and certificates). Those for pre-shared keys come
 * first because nobody offers them who has none, but many offer the others without a certificate.
 */
export const cipherSuites: readonly CipherSuite[] = [
  // RFC 6655 §3
  suite("TLS_PSK_WITH_AES_128_CCM_8", 0xc0a8, "psk", "ccm 8"),
  suite("TLS_PSK_WITH_AES_128_CCM", 0xc0a4, "psk", "ccm"),
  // RFC 5487 §2
  suite("TLS_PSK_WITH_AES_128_GCM_SHA256", 0x00a8, "psk", "gcm"),
  // RFC 8442 §3
  suite("TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256", 0xd001, "ecdhe_psk", "gcm"),
  // RFC 5489 §3.2
  suite("TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256", 0xc037, "ecdhe_psk", "cbc"),
  // RFC 5487 §3.1
  suite("TLS_PSK_WITH_AES_128_CBC_SHA256", 0x00ae, "psk", "cbc"),
  // RFC 7251 §2
  suite("TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8", 0xc0ae, "ecdhe_ecdsa", "ccm 8"),
  suite("TLS_ECDHE_ECDSA_WITH_AES_128_CCM", 0xc0ac, "ecdhe_ecdsa", "ccm"),
  // RFC 5289 §3.2, §3.1
  suite("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", 0xc02b, "ecdhe_ecdsa", "gcm"),
  suite("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", 0xc023, "ecdhe_ecdsa", "cbc"),
];

function suite(name: string, code: number, keyExchange: KeyExchange, cipher: keyof typeof ciphers): CipherSuite {
  return { name, code, keyExchange, ...ciphers[cipher], keyLength: 16, hash: "sha256" };
}

/** Signals, not suites: RFC 5746 §3.3 and RFC 7507 §2. */
export const signalingSuites = { TLS_EMPTY_RENEGOTIATION_INFO_SCSV: 0x00ff, TLS_FALLBACK_SCSV: 0x5600 } as const;

/** Suites that clients are seen to offer and we do not speak, so that reports can name them. */
const otherSuites = {
  TLS_RSA_WITH_AES_128_CBC_SHA: 0x002f,
  TLS_RSA_WITH_AES_256_CBC_SHA: 0x0035,
  TLS_RSA_WITH_AES_128_CBC_SHA256: 0x003c,
  TLS_PSK_WITH_AES_128_CBC_SHA: 0x008c,
  TLS_PSK_WITH_AES_256_CBC_SHA: 0x008d,
  TLS_RSA_WITH_AES_128_GCM_SHA256: 0x009c,
  TLS_RSA_WITH_AES_256_GCM_SHA384: 0x009d,
  TLS_PSK_WITH_AES_256_GCM_SHA384: 0x00a9,
  TLS_DHE_PSK_WITH_AES_128_GCM_SHA256: 0x00aa,
  TLS_DHE_PSK_WITH_AES_256_GCM_SHA384: 0x00ab,
  TLS_PSK_WITH_AES_256_CBC_SHA384: 0x00af,
  TLS_DHE_PSK_WITH_AES_128_CBC_SHA256: 0x00b2,
  TLS_AES_128_GCM_SHA256: 0x1301,
  TLS_AES_256_GCM_SHA384: 0x1302,
  TLS_CHACHA20_POLY1305_SHA256: 0x1303,
  TLS_AES_128_CCM_SHA256: 0x1304,
  TLS_AES_128_CCM_8_SHA256: 0x1305,
  TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA: 0xc009,
  TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA: 0xc00a,
  TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA: 0xc013,
  TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384: 0xc024,
  TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256: 0xc027,
  TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384: 0xc02c,
  TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256: 0xc02f,
  TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384: 0xc030,
  TLS_RSA_WITH_AES_128_CCM: 0xc09c,
  TLS_RSA_WITH_AES_128_CCM_8: 0xc0a0,
  TLS_PSK_WITH_AES_256_CCM: 0xc0a5,
  TLS_DHE_PSK_WITH_AES_128_CCM: 0xc0a6,
  TLS_PSK_WITH_AES_256_CCM_8: 0xc0a9,
  TLS_PSK_DHE_WITH_AES_128_CCM_8: 0xc0aa,
  TLS_ECDHE_ECDSA_WITH_AES_256_CCM: 0xc0ad,
  TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8: 0xc0af,
  TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256: 0xcca8,
  TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256: 0xcca9,
  TLS_PSK_WITH_CHACHA20_POLY1305_SHA256: 0xccab,
  TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256: 0xccac,
  TLS_ECDHE_PSK_WITH_AES_256_GCM_SHA384: 0xd002,
  TLS_ECDHE_PSK_WITH_AES_128_CCM_8_SHA256: 0xd003,
  TLS_ECDHE_PSK_WITH_AES_128_CCM_SHA256: 0xd005,
} as const;

/** A suite that we speak. */
export function suiteOf(code: number): CipherSuite | undefined {
  return cipherSuites.find((suite) => suite.code === code);
}

/** The name of a suite, or its number as `0x1234`. */
export function suiteName(code: number): string {
  return suiteOf(code)?.name ?? nameOf(otherSuites, code) ?? hexCode(code);
}

/** True for a number that stands among the suites of a ClientHello and is none. */
export function isNoSuite(code: number): boolean {
  return nameOf(signalingSuites, code) !== undefined || isGrease(code);
}
