import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8 } from "../base/bytes.js";
import { certificates, certifiedName, rawPublicKeys } from "./testing/keyPairs.js";
import { received } from "./testing/received.js";
import { simulatedPair } from "./testing/simulatedPair.js";

for (const curve of ["P-256", "P-384"] as const) {
  test(`pitfall 18: raw public keys on ${curve} make a session, and prove who the device is`, async () => {
    const { client, server } = rawPublicKeys(curve);
    const pair = simulatedPair({ credentials: server });
    const { session, report } = await pair.connectWith(client);
    assert.ok(session, report.explanation);
    await pair.clock.advance(50);
    const [served] = pair.sessions;
    assert.equal(served?.identity.kind, "rpk");
    const texts = received(served);
    session.send(fromUtf8("temperature"));
    await pair.clock.advance(50);
    assert.deepEqual(texts, ["temperature"]);
  });

  test(`certificates on ${curve} make a session`, async () => {
    const { client, server } = certificates({ curve });
    const pair = simulatedPair({ credentials: server });
    const { session, report } = await pair.connectWith(client, certifiedName);
    assert.ok(session, report.explanation);
    await pair.clock.advance(50);
  });
}
