import type { Secret } from "../../base/secret.js";
import { masterSecret, trafficKeys, type Randoms } from "../crypto/keySchedule.js";
import { createProtection } from "../record/protection.js";
import type { DtlsRecord } from "../wire/record.js";
import type { Conversation } from "./conversation.js";
import type { TrustedPeer } from "./judge.js";
import { keyMistakes } from "./keyMistakes.js";
import type { Negotiated } from "./negotiation.js";
import type { ResumableSession } from "./resumableSession.js";
import type { ClientSecret } from "./serverKeyExchange.js";

interface ServerSessionSetup {
  /** Everything up to ClientKeyExchange. */
  readonly conversation: Conversation;
  readonly answer: Negotiated;
  readonly randoms: Randoms;
  /** Whom the client claims to be, if it has shown a certificate or a raw public key. */
  readonly peer: TrustedPeer | undefined;
  readonly secret: ClientSecret;
  readonly id: Uint8Array;
  readonly now: number;
}

/** The session of a full handshake, before either side has proved that it has the same. */
export interface ServerSession {
  readonly session: ResumableSession;
  /** Looks for the mistake in a pre-shared key with which a Finished was made that does not decrypt; in words. */
  readonly findKeyMistake: (finished: DtlsRecord) => string | undefined;
}

/** What a server makes of ClientKeyExchange; undefined if the client is nobody. */
export function makeServerSession(setup: ServerSessionSetup): ServerSession | undefined {
  const { conversation, answer, randoms, peer, secret, id, now } = setup;
  const { suite, usesExtendedMasterSecret, usesEncryptThenMac } = answer;
  // RFC 7627 §3: the session hash ends with ClientKeyExchange, whatever is said after it.
  const seed = usesExtendedMasterSecret ? { sessionHash: conversation.hash(suite) } : { randoms };
  const master = masterSecret(suite, secret.premaster, seed);
  const common = { id, suite, master, usesExtendedMasterSecret, usesEncryptThenMac, createdAt: now };
  if (peer !== undefined) {
    const { identity, credential } = peer;
    return { session: { ...common, identity, credential }, findKeyMistake: () => undefined };
  }
  if (secret.psk === undefined) return undefined;
  const { identity, key, premasterOf } = secret.psk;
  const opens = (finished: DtlsRecord, other: Secret): boolean => {
    const keys = trafficKeys(suite, masterSecret(suite, premasterOf(other), seed), randoms);
    return createProtection(suite, keys.client, usesEncryptThenMac).open(finished) !== undefined;
  };
  return {
    session: { ...common, identity: { kind: "psk", identity }, credential: { kind: "psk", identity, key } },
    findKeyMistake: (finished) => keyMistakes(key).find((mistake) => opens(finished, mistake.key))?.words,
  };
}
