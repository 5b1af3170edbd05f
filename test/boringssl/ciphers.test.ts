import assert from "node:assert/strict";
import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";
import { test } from "node:test";
import { fromUtf8 } from "../../lwm2m/base/bytes.js";
import { cipherSuites } from "../../lwm2m/dtls/tables/suites.js";
import { certificates } from "../../lwm2m/dtls/testing/keyPairs.js";
import { received } from "../../lwm2m/dtls/testing/received.js";
import { simulatedPair } from "../../lwm2m/dtls/testing/simulatedPair.js";
import { boringSslCiphers } from "./boringSslCiphers.js";
import { preferring } from "../../lwm2m/dtls/testing/preferSuite.js";

/** Runs something and tells the names of the ciphers that `node:crypto` was asked for meanwhile. */
async function askedCiphers(run: () => Promise<void>): Promise<ReadonlySet<string>> {
  const asked = new Set<string>();
  const { createCipheriv, createDecipheriv } = crypto;
  const noting = <Create extends (...args: never) => unknown>(create: Create): Create =>
    new Proxy(create, {
      apply: (target, self, args: Parameters<Create>): unknown => {
        asked.add(String(args[0]).toLowerCase());
        return Reflect.apply(target, self, args);
      },
    });
  Object.assign(crypto, {
    createCipheriv: noting(createCipheriv),
    createDecipheriv: noting(createDecipheriv),
  });
  syncBuiltinESMExports();
  try {
    await run();
  } finally {
    Object.assign(crypto, { createCipheriv, createDecipheriv });
    syncBuiltinESMExports();
  }
  return asked;
}

for (const { name, keyExchange } of cipherSuites) {
  test(`${name} asks for no cipher that BoringSSL does not have`, async () => {
    await preferring(name, async () => {
      const asked = await askedCiphers(async () => {
        const known = certificates();
        const pair = simulatedPair({ credentials: known.server });
        const { clock, sessions } = pair;
        const usesCertificates = keyExchange === "ecdhe_ecdsa";
        const { session } = await (usesCertificates ? pair.connectWith(known.client) : pair.connect());
        await clock.advance(10);
        assert.equal(session?.suite, name);
        const [atServer, atClient] = [received(sessions[0]), received(session)];
        session.send(fromUtf8("temperature?"));
        sessions[0]?.send(fromUtf8("21.5"));
        await clock.advance(10);
        assert.deepEqual([atServer, atClient], [["temperature?"], ["21.5"]]);
      });
      assert.ok(asked.size > 0, "nothing was noted");
      assert.deepEqual(
        [...asked].filter((cipher) => !boringSslCiphers.includes(cipher)),
        [],
      );
    });
  });
}
