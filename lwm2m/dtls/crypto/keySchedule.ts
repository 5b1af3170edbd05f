import { concatBytes } from "../../base/bytes.js";
import { Secret } from "../../base/secret.js";
import type { CipherSuite } from "../tables/suites.js";
import { vector } from "../wire/write.js";
import { prf } from "./prf.js";

const masterSecretLength = 48;
const verifyDataLength = 12;
const aeadSaltLength = 4;

/** The randoms of both hellos. */
export interface Randoms {
  readonly client: Uint8Array;
  readonly server: Uint8Array;
}

/** The keys of one direction. */
export interface TrafficKey {
  readonly key: Uint8Array;
  /** The part of the nonce that both sides derive (RFC 5288 §3, RFC 6655 §3); empty with CBC. */
  readonly salt: Uint8Array;
  /** The key of the MAC, which only CBC has; elsewhere it is empty. */
  readonly macKey: Uint8Array;
}

/**
 * The premaster secret of a pre-shared key: the other secret, then the key, each as a vector (RFC 4279 §2). The other
 * secret is what was agreed upon (RFC 5489 §2), or else as many zeros as the key has bytes.
 */
export function pskPremasterSecret(key: Secret, agreed?: Secret): Secret {
  const other = agreed?.reveal() ?? new Uint8Array(key.byteLength);
  return new Secret(concatBytes(vector(2, other), vector(2, key.reveal())));
}

/**
 * The master secret (RFC 5246 §8.1). With a session hash it is the extended one, which is bound to the whole handshake
 * up to ClientKeyExchange (RFC 7627 §4).
 */
export function masterSecret(
  { hash }: CipherSuite,
  premaster: Secret,
  seed: { readonly randoms: Randoms } | { readonly sessionHash: Uint8Array },
): Secret {
  const [label, bytes] =
    "sessionHash" in seed
      ? ["extended master secret", seed.sessionHash]
      : ["master secret", concatBytes(seed.randoms.client, seed.randoms.server)];
  return new Secret(prf(hash, premaster.reveal(), label, bytes, masterSecretLength));
}

/** The keys of both directions (RFC 5246 §6.3): those of the MAC, those of the cipher, the salts. */
export function trafficKeys(
  { hash, keyLength, cipher, tagLength }: CipherSuite,
  master: Secret,
  { client, server }: Randoms,
): { readonly client: TrafficKey; readonly server: TrafficKey } {
  const [macLength, saltLength] = cipher === "cbc" ? [tagLength, 0] : [0, aeadSaltLength];
  const seed = concatBytes(server, client);
  const block = prf(hash, master.reveal(), "key expansion", seed, 2 * (macLength + keyLength + saltLength));
  let offset = 0;
  const next = (length: number): Uint8Array => block.subarray(offset, (offset += length));
  const macKeys = [next(macLength), next(macLength)] as const;
  const keys = [next(keyLength), next(keyLength)] as const;
  const salts = [next(saltLength), next(saltLength)] as const;
  return {
    client: { key: keys[0], salt: salts[0], macKey: macKeys[0] },
    server: { key: keys[1], salt: salts[1], macKey: macKeys[1] },
  };
}

/** What Finished carries: proof that a side knows the master secret and saw the same handshake (RFC 5246 §7.4.9). */
export function verifyData(
  { hash }: CipherSuite,
  master: Secret,
  side: "client" | "server",
  transcriptHash: Uint8Array,
): Uint8Array {
  return prf(hash, master.reveal(), `${side} finished`, transcriptHash, verifyDataLength);
}
