import { concatBytes } from "../../base/bytes.js";
import { Secret } from "../../base/secret.js";
import type { CipherSuite } from "../tables/suites.js";
import { vector } from "../wire/write.js";
import { prf } from "./prf.js";

const masterSecretLength = 48;
const verifyDataLength = 12;

/** The part of the nonce that both sides derive (RFC 5288 §3, RFC 6655 §3). */
const saltLength = 4;

/** The randoms of both hellos. */
export interface Randoms {
  readonly client: Uint8Array;
  readonly server: Uint8Array;
}

/** The key and the salt of one direction. */
export interface TrafficKey {
  readonly key: Uint8Array;
  readonly salt: Uint8Array;
}

/** The premaster secret of a pre-shared key: as many zeros as it has bytes, then the key, each as a vector (RFC 4279 §2). */
export function pskPremasterSecret(key: Secret): Secret {
  return new Secret(concatBytes(vector(2, new Uint8Array(key.byteLength)), vector(2, key.reveal())));
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

/** The keys of both directions (RFC 5246 §6.3). Suites with authenticated encryption have no MAC keys. */
export function trafficKeys(
  { hash, keyLength }: CipherSuite,
  master: Secret,
  { client, server }: Randoms,
): { readonly client: TrafficKey; readonly server: TrafficKey } {
  const seed = concatBytes(server, client);
  const block = prf(hash, master.reveal(), "key expansion", seed, 2 * (keyLength + saltLength));
  const [clientSalt, serverSalt] = [2 * keyLength, 2 * keyLength + saltLength];
  return {
    client: { key: block.subarray(0, keyLength), salt: block.subarray(clientSalt, serverSalt) },
    server: { key: block.subarray(keyLength, clientSalt), salt: block.subarray(serverSalt) },
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
