import type { ServerCredentials } from "../credentials.js";
import { extensions } from "../tables/extensions.js";
import { signalingSuites, suiteOf, type CipherSuite } from "../tables/suites.js";
import { dtls12, versions } from "../tables/versions.js";
import type { ClientHello } from "../wire/clientHello.js";
import type { Extensions } from "../wire/extensionList.js";
import { parseNumberList } from "../wire/numberList.js";
import { chooseSuite, type KeyExchangeChoice } from "./chooseSuite.js";
import type { ResumableSession } from "./resumableSession.js";
import { protocolError, type HandshakeFailure } from "./step.js";

/** What a server makes of a ClientHello. */
export interface Negotiated {
  readonly kind: "negotiated";
  readonly suite: CipherSuite;
  readonly usesExtendedMasterSecret: boolean;
  readonly usesEncryptThenMac: boolean;
  readonly supportsRenegotiationInfo: boolean;
  /** The session that goes on, in a short handshake; or how the secret of a full one comes about. */
  readonly next:
    | { readonly kind: "resume"; readonly session: ResumableSession }
    | { readonly kind: "full"; readonly keyExchange: KeyExchangeChoice };
}

/** An empty renegotiated_connection: nothing is being renegotiated (RFC 5746 §3.2). */
export const emptyRenegotiationInfo = Uint8Array.of(0);

/** Decides what the ServerHello says. `find` knows the sessions that may be resumed. */
export function negotiate(
  hello: ClientHello,
  credentials: ServerCredentials,
  find: (hello: ClientHello) => ResumableSession | undefined,
): Negotiated | HandshakeFailure {
  const refusal =
    refuseVersion(hello) ?? refuseRenegotiation(hello.extensions) ?? refuseFilledFlag(hello.extensions, "ClientHello");
  if (refusal !== undefined) return refusal;
  if (!hello.compressions.includes(0))
    return protocolError(
      "illegal_parameter",
      "Its ClientHello does not offer the null compression (RFC 5246 §7.4.1.2).",
    );
  const usesExtendedMasterSecret = hello.extensions.has(extensions.extended_master_secret);
  const found = find(hello);
  // RFC 7627 §5.3: without it now, but with it before, is an attack.
  if (found?.usesExtendedMasterSecret === true && !usesExtendedMasterSecret)
    return protocolError(
      "handshake_failure",
      "It wants to resume a session that had the extended master secret, but no longer offers it (RFC 7627 §5.3).",
    );
  const supportsRenegotiationInfo =
    hello.extensions.has(extensions.renegotiation_info) ||
    hello.suites.includes(signalingSuites.TLS_EMPTY_RENEGOTIATION_INFO_SCSV);
  const answer = (suite: CipherSuite, next: Negotiated["next"]): Negotiated => ({
    kind: "negotiated",
    suite,
    usesExtendedMasterSecret,
    // RFC 7366 §3: there is nothing to say about it unless the suite is of block ciphers.
    usesEncryptThenMac: suite.cipher === "cbc" && hello.extensions.has(extensions.encrypt_then_mac),
    supportsRenegotiationInfo,
    next,
  });
  if (found !== undefined && isStillOffered(found, hello))
    return answer(found.suite, { kind: "resume", session: found });
  const choice = chooseSuite(hello, credentials);
  if (choice.kind === "fail") return choice;
  return answer(choice.suite, { kind: "full", keyExchange: choice.keyExchange });
}

/**
 * True if a session can go on with what the client offers now. One without the extended master secret is not resumed at
 * all, as RFC 7627 §5.3 advises.
 */
function isStillOffered(session: ResumableSession, { suites, extensions: offered }: ClientHello): boolean {
  const { suite, usesExtendedMasterSecret, usesEncryptThenMac } = session;
  const offersEncryptThenMac = suite.cipher === "cbc" && offered.has(extensions.encrypt_then_mac);
  return usesExtendedMasterSecret && suites.includes(suite.code) && usesEncryptThenMac === offersEncryptThenMac;
}

/** DTLS 1.2 is spoken with everybody who offers it or something newer (RFC 5246 §E.1, RFC 9147 §5.3). */
function refuseVersion({ version, extensions: offered, suites }: ClientHello): HandshakeFailure | undefined {
  const refuse = (problem: string): HandshakeFailure => {
    return { kind: "fail", outcome: "unsupported version", alert: "protocol_version", problem };
  };
  if (version >> 8 !== 0xfe) return refuse("It speaks TLS over UDP, which is no DTLS.");
  if (version > dtls12) return refuse("It offers DTLS 1.0 and nothing newer.");
  const newer = supportedVersions(offered);
  const isOnlyNewer = newer?.includes(versions["DTLS 1.3"]) === true && !newer.includes(dtls12);
  return isOnlyNewer && !suites.some((code) => suiteOf(code)) ? refuse("It offers DTLS 1.3 only.") : undefined;
}

/** The list of a client that may speak DTLS 1.3 (RFC 8446 §4.2.1); undefined if there is none. */
function supportedVersions(offered: Extensions): readonly number[] | undefined {
  const data = offered.get(extensions.supported_versions);
  return data && parseNumberList(data, 1, 2);
}

function refuseRenegotiation(offered: Extensions): HandshakeFailure | undefined {
  const data = offered.get(extensions.renegotiation_info);
  if (data === undefined || (data.length === 1 && data[0] === 0)) return undefined;
  return protocolError(
    "handshake_failure",
    "Its first handshake claims to renegotiate an earlier one (renegotiation_info is not empty, RFC 5746 §3.6).",
  );
}

/** Extensions that say all they have to say by being there (RFC 7627 §5.1, RFC 7366 §2). */
const flags = ["extended_master_secret", "encrypt_then_mac"] as const;

/** Refuses a hello in which such an extension has something in it; undefined if there is none. */
export function refuseFilledFlag(given: Extensions, message: string): HandshakeFailure | undefined {
  const filled = flags.find((name) => (given.get(extensions[name])?.length ?? 0) > 0);
  return filled && protocolError("decode_error", `The extension ${filled} in its ${message} is not empty.`);
}
