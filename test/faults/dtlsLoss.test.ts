import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8 } from "../../lwm2m/base/bytes.js";
import type { ClientCredentials, ServerCredentials } from "../../lwm2m/dtls/credentials.js";
import { certificates, rawPublicKeys } from "../../lwm2m/dtls/testing/keyPairs.js";
import { received } from "../../lwm2m/dtls/testing/received.js";
import { identity, key, simulatedPair } from "../../lwm2m/dtls/testing/simulatedPair.js";

const faults = { loss: 0.3, duplication: 0.2, reordering: 0.3, delay: 40 };
const seeds = 20;

/** How two sides prove themselves: a client and a server of ours, so that each seed tries both roles. */
const kinds: Readonly<Record<string, { readonly client: ClientCredentials; readonly server: ServerCredentials }>> = {
  psk: { client: { kind: "psk", identity, key }, server: {} },
  rpk: rawPublicKeys(),
  x509: certificates(),
};

for (const [kind, known] of Object.entries(kinds)) {
  for (const connectionIds of ["none", "both"] as const) {
    const how = `${kind}, connection IDs: ${connectionIds}`;
    test(`with 30 % loss, duplicates and reordering, sessions begin, are resumed and carry data (${how})`, async () => {
      let [completed, resumed] = [0, 0];
      for (let seed = 0; seed < seeds; seed++) {
        const outcome = await talk({ ...known, seed, connectionIds });
        completed += outcome.completed;
        resumed += outcome.resumed;
      }
      // Each flight goes six times at the most: nearly all come through. Who is not heard in the end says so.
      assert.ok(completed >= 2 * seeds - 3, `${completed} of ${2 * seeds} completed`);
      assert.ok(resumed >= seeds - 4, `${resumed} of ${seeds} were resumed`);
    });
  }
}

interface Talk {
  readonly client: ClientCredentials;
  readonly server: ServerCredentials;
  readonly seed: number;
  readonly connectionIds: "none" | "both";
}

/** Two sessions, the second resumed if all goes well, with data in both directions until it has arrived. */
async function talk({ client, server, seed, connectionIds }: Talk) {
  const pair = simulatedPair({ seed, faults, credentials: server, wishes: { connectionIds } });
  let [completed, resumed] = [0, 0];
  for (let attempt = 0; attempt < 2; attempt++) {
    const before = pair.sessions.length;
    const { session, report } = await pair.connectWith(client);
    if (session === undefined) {
      assert.equal(report.outcome, "silence", `seed ${seed}: ${report.explanation}`);
      continue;
    }
    assert.equal(session.hasConnectionId, connectionIds === "both");
    const atClient = received(session);
    let atServer: readonly string[] = [];
    for (let count = 0; count < 100; count++) {
      const served = pair.sessions[before];
      if (served !== undefined && atServer.length === 0) atServer = received(served);
      session.send(fromUtf8("hello"));
      served?.send(fromUtf8("welcome"));
      await pair.clock.advance(700);
    }
    if (!atClient.includes("welcome") || !atServer.includes("hello")) continue;
    completed++;
    if (report.isResumed) resumed++;
  }
  await pair.clock.advance(200_000);
  assert.equal(pair.clock.timers, 0, `seed ${seed}: timers are left`);
  const errors = pair.lines.filter(({ level }) => level === "error");
  assert.deepEqual(errors, [], `seed ${seed}`);
  pair.server.dispose();
  pair.client.dispose();
  return { completed, resumed };
}
