import type { Secret } from "../../base/secret.js";
import type { PeerIdentity } from "../identity.js";
import type { CipherSuite } from "../tables/suites.js";

/** What a session leaves behind so that the next handshake is short (RFC 5246 §7.3). The identity travels with it. */
export interface ResumableSession {
  /** Empty if the server did not want it to be resumed. */
  readonly id: Uint8Array;
  readonly suite: CipherSuite;
  readonly master: Secret;
  readonly usesExtendedMasterSecret: boolean;
  readonly identity: PeerIdentity;
  /** The pre-shared key that it began with: a session must not outlive a key that was changed. */
  readonly key: Secret;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** No session is resumed after a day (RFC 5246 §F.1.4). */
const longestLife = 24 * 3600 * 1000;

/** True if a session may still be resumed by who has `key` now. */
export function isResumable(session: ResumableSession, key: Secret | undefined, now: number): boolean {
  return key?.equals(session.key) === true && now - session.createdAt < longestLife;
}
