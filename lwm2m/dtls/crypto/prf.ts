import { createHash, createHmac } from "node:crypto";
import { concatBytes, fromUtf8 } from "../../base/bytes.js";
import type { CipherSuite } from "../tables/suites.js";

type HashName = CipherSuite["hash"];

/** The pseudorandom function of TLS 1.2: P_hash over label and seed, cut to `length` (RFC 5246 §5). */
export function prf(hash: HashName, secret: Uint8Array, label: string, seed: Uint8Array, length: number): Uint8Array {
  const labeledSeed = concatBytes(fromUtf8(label), seed);
  const output = new Uint8Array(length);
  let chained: Uint8Array = labeledSeed;
  for (let offset = 0; offset < length;) {
    chained = createHmac(hash, secret).update(chained).digest();
    const block = createHmac(hash, secret).update(chained).update(labeledSeed).digest();
    output.set(block.subarray(0, length - offset), offset);
    offset += block.length;
  }
  return output;
}

/** The hash of the handshake messages so far (RFC 5246 §7.4.9). */
export function hashOf(hash: HashName, bytes: Uint8Array): Uint8Array {
  return createHash(hash).update(bytes).digest();
}
