import assert from "node:assert/strict";
import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";
import { test } from "node:test";
import { fromUtf8 } from "../../lwm2m/base/bytes.js";
import { certificates } from "../../lwm2m/dtls/testing/keyPairs.js";
import { preferring } from "../../lwm2m/dtls/testing/preferSuite.js";
import { received } from "../../lwm2m/dtls/testing/received.js";
import { simulatedPair } from "../../lwm2m/dtls/testing/simulatedPair.js";

/** Runs something and tells how many bytes were compared in constant time meanwhile, by each comparison. */
async function comparedBytes(run: () => Promise<void>): Promise<readonly number[]> {
  const lengths: number[] = [];
  const { timingSafeEqual } = crypto;
  Object.assign(crypto, {
    timingSafeEqual: (one: Uint8Array, other: Uint8Array): boolean => {
      lengths.push(one.byteLength);
      return timingSafeEqual(one, other);
    },
  });
  syncBuiltinESMExports();
  try {
    await run();
  } finally {
    Object.assign(crypto, { timingSafeEqual });
    syncBuiltinESMExports();
  }
  return lengths;
}

/** The bytes of verify_data (RFC 5246 §7.4.9), and of a cookie. */
const [finished, cookie] = [12, 32];

/** The bytes that authenticate a record; those of GCM are compared by the runtime. */
const suites = [
  { name: "TLS_PSK_WITH_AES_128_CCM_8", tags: [8] },
  { name: "TLS_PSK_WITH_AES_128_CCM", tags: [16] },
  { name: "TLS_PSK_WITH_AES_128_CBC_SHA256", tags: [32] },
  { name: "TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8", tags: [8] },
  { name: "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", tags: [] },
] as const;

for (const { name, tags } of suites) {
  test(`cookie, Finished and what authenticates records are compared in constant time (${name})`, async () => {
    const known = certificates();
    const pair = simulatedPair({ credentials: known.server });
    const compared = await comparedBytes(() =>
      preferring(name, async () => {
        const usesCertificates = name.startsWith("TLS_ECDHE_ECDSA");
        const { session } = await (usesCertificates ? pair.connectWith(known.client) : pair.connect());
        await pair.clock.advance(50);
        assert.equal(session?.suite, name);
        const heard = received(pair.sessions[0]);
        session.send(fromUtf8("data"));
        await pair.clock.advance(50);
        assert.deepEqual(heard, ["data"]);
      }),
    );
    // The records of both Finished and of the data are opened, and what is in the first two is compared.
    assert.deepEqual(compared, [cookie, ...tags, finished, ...tags, finished, ...tags]);
  });
}
