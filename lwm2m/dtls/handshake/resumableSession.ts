import { createHash } from "node:crypto";
import { toHex } from "../../base/bytes.js";
import type { Secret } from "../../base/secret.js";
import type { ClientCredentials, PresentedCredential, ServerCredentials, Verdict } from "../credentials.js";
import { isSameIdentity, type PeerIdentity } from "../identity.js";
import type { CipherSuite } from "../tables/suites.js";

/** What a session leaves behind so that the next handshake is short (RFC 5246 §7.3). The identity travels with it. */
export interface ResumableSession {
  /** Empty if the server did not want it to be resumed. */
  readonly id: Uint8Array;
  readonly suite: CipherSuite;
  readonly master: Secret;
  readonly usesExtendedMasterSecret: boolean;
  readonly usesEncryptThenMac: boolean;
  readonly identity: PeerIdentity;
  /** What it began with: a session must not outlive a key that was changed, or trust that was taken back. */
  readonly credential: SessionCredential;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** What the server gave for it, on the client's side (RFC 5077). */
  readonly ticket?: Uint8Array;
  /** Milliseconds since 1970; undefined if the server has not said for how long it takes the ticket. */
  readonly ticketUntil?: number;
}

/** What a session was authenticated with. */
export type SessionCredential =
  { readonly kind: "psk"; readonly identity: string; readonly key: Secret } | PresentedCredential;

/** Who takes part in a session that we began, and by what: the server, or with a pre-shared key who we are to it. */
export function provedBy(
  credentials: ClientCredentials,
  server: Pick<ResumableSession, "identity" | "credential"> | undefined,
): Pick<ResumableSession, "identity" | "credential"> | undefined {
  if (server !== undefined) return { identity: server.identity, credential: server.credential };
  if (credentials.kind !== "psk") return undefined;
  const { identity, key } = credentials;
  return { identity: { kind: "psk", identity }, credential: { kind: "psk", identity, key } };
}

/** No session is resumed after a day (RFC 5246 §F.1.4). */
export const longestSessionLife = 24 * 3600 * 1000;

/** True if a server may still resume a session: its client would be let in today with what it showed then. */
export function mayServerResume(
  { credential, createdAt, identity }: ResumableSession,
  { psk, verifyPeer }: ServerCredentials,
  now: number,
): boolean {
  if (now - createdAt >= longestSessionLife) return false;
  if (credential.kind === "psk") return psk?.(credential.identity)?.equals(credential.key) === true;
  return provesStill(identity, verifyPeer?.(credential, { peerRole: "client", now }));
}

/**
 * True if a client may still resume a session with the same server under these credentials. One without the extended
 * master secret is not even offered, as RFC 7627 §5.3 advises.
 */
export function mayClientResume(
  { credential, createdAt, identity, usesExtendedMasterSecret }: ResumableSession,
  credentials: ClientCredentials,
  { serverName, now }: { readonly serverName: string | undefined; readonly now: number },
): boolean {
  if (!usesExtendedMasterSecret || now - createdAt >= longestSessionLife) return false;
  if (credential.kind === "psk" || credentials.kind === "psk")
    return credential.kind === "psk" && credentials.kind === "psk" && credentials.key.equals(credential.key);
  const context = { peerRole: "server", now, ...(serverName !== undefined && { serverName }) } as const;
  return provesStill(identity, credentials.verifyPeer(credential, context));
}

/** The identity travels with the session, but what was shown for it may prove another one today, or none. */
function provesStill(identity: PeerIdentity, verdict: Verdict | undefined): boolean {
  return verdict?.kind === "trusted" && isSameIdentity(verdict.identity, identity);
}

/** A name that is the same for the same credentials of a client, so that sessions of different ones stay apart. */
export function nameOfCredentials(credentials: ClientCredentials): string {
  if (credentials.kind === "psk") return `psk ${credentials.identity}`;
  const digest = createHash("sha256").update(credentials.privateKey.publicKeyInfo);
  if (credentials.kind === "x509") for (const certificate of credentials.chain) digest.update(certificate);
  return `${credentials.kind} ${toHex(digest.digest())}`;
}
