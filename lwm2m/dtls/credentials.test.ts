import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8 } from "../base/bytes.js";
import { cipherSuites } from "./tables/suites.js";
import { certificates, certifiedName, rawPublicKeys, type KnownPair } from "./testing/keyPairs.js";
import { preferring } from "./testing/preferSuite.js";
import { received } from "./testing/received.js";
import { identity, key, simulatedPair, type SimulatedPair } from "./testing/simulatedPair.js";

const psk: KnownPair = { client: { kind: "psk", identity, key }, server: {} };

/** Everything that two sides can know each other by. */
const knowledge: readonly (readonly [string, () => KnownPair])[] = [
  ["a pre-shared key", () => psk],
  ["raw public keys on P-256", () => rawPublicKeys("P-256")],
  ["raw public keys on P-384", () => rawPublicKeys("P-384")],
  ["certificates on P-256", () => certificates({ curve: "P-256" })],
  ["certificates on P-384", () => certificates({ curve: "P-384" })],
];

/** Data goes both ways, and both sides say how it came to that. */
async function checkSession(pair: SimulatedPair, known: KnownPair, suite: string): Promise<void> {
  const { session, report } = await pair.connectWith(known.client, certifiedName);
  assert.ok(session, report.explanation);
  await pair.clock.advance(50);
  const served = pair.sessions.at(-1);
  assert.deepEqual([session.suite, served?.suite], [suite, suite]);
  assert.equal(served?.identity.kind, known.client.kind);
  const [atServer, atClient] = [received(served), received(session)];
  session.send(fromUtf8("temperature?"));
  served.send(fromUtf8("21.5"));
  await pair.clock.advance(50);
  assert.deepEqual([atServer, atClient], [["temperature?"], ["21.5"]]);
  for (const told of [report, pair.reports.at(-1)]) {
    assert.deepEqual(
      [told?.outcome, told?.step, told?.suite, told?.retransmissions],
      ["completed", "Finished", suite, 0],
    );
    assert.deepEqual(told?.peerIdentity?.kind, known.client.kind);
  }
}

for (const [name, make] of knowledge) {
  test(`${name}: every suite makes a session, in which data goes both ways`, async () => {
    const known = make();
    const usesPsk = known.client.kind === "psk";
    for (const suite of cipherSuites.filter(({ keyExchange }) => usesPsk !== (keyExchange === "ecdhe_ecdsa")))
      await preferring(suite.name, async () => {
        const pair = simulatedPair({ credentials: known.server });
        await checkSession(pair, known, suite.name);
        assert.deepEqual(
          pair.lines.filter(({ level }) => level === "error"),
          [],
        );
      });
  });

  test(`${name}: a session goes on without credentials being shown again, and the identity goes with it`, async () => {
    const known = make();
    const pair = simulatedPair({ credentials: known.server });
    await pair.connectWith(known.client, certifiedName);
    const { report } = await pair.connectWith(known.client, certifiedName);
    await pair.clock.advance(50);
    const [first, second] = pair.reports;
    assert.deepEqual([report.isResumed, first?.isResumed, second?.isResumed], [true, false, true]);
    assert.deepEqual(second?.peerIdentity, first?.peerIdentity);
    assert.deepEqual(second?.presented, first?.presented);
    assert.ok(second?.peerIdentity);
  });

  test(`${name}: a handshake survives a network that loses a third, twice over and out of order`, async () => {
    const known = make();
    for (let seed = 0; seed < 5; seed++) {
      const faults = { loss: 0.3, duplication: 0.2 };
      const limits = { retransmissions: 12 };
      const pair = simulatedPair({ seed, faults, limits, credentials: known.server });
      const { report } = await pair.connectWith(known.client, certifiedName);
      assert.equal(report.outcome, "completed", `seed ${seed}: ${report.explanation}`);
    }
  });
}
