import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8 } from "../../base/bytes.js";
import type { SessionEnd } from "../session.js";
import { alerts, printAlert, type AlertName } from "../tables/alerts.js";
import { contentTypes } from "../tables/contentTypes.js";
import { received } from "../testing/received.js";
import { clientAddress, serverAddress, simulatedPair } from "../testing/simulatedPair.js";
import { printRecord } from "../wire/record.js";

const names = Object.keys(alerts).filter((name): name is AlertName => name in alerts);

test("pitfall 11: no alert in the plain epoch ends a session, at either side, with or without connection IDs", async () => {
  for (const connectionIds of ["none", "ours", "both"] as const) {
    const pair = simulatedPair({ wishes: { connectionIds } });
    const { session } = await pair.connect();
    await pair.clock.advance(50);
    const [served] = pair.sessions;
    assert.ok(session && served);
    const ends: SessionEnd[] = [];
    for (const one of [session, served]) one.onEnd((end) => ends.push(end));
    for (const [index, name] of names.entries())
      for (const [from, to] of [
        [clientAddress, serverAddress],
        [serverAddress, clientAddress],
      ] as const) {
        const fragment = printAlert("fatal", name);
        const header = { type: contentTypes.Alert, version: 0xfefd, epoch: 0, sequence: 1000 + index };
        pair.network.send({ data: printRecord({ ...header, fragment }), from, to });
      }
    await pair.clock.advance(50);
    const texts = received(served);
    session.send(fromUtf8("alive"));
    await pair.clock.advance(50);
    assert.deepEqual([texts, ends], [["alive"], []], connectionIds);
  }
});

test("pitfall 11: an alert for a new handshake at the address of a session leaves the session alone", async () => {
  const pair = simulatedPair();
  const { session } = await pair.connect();
  await pair.clock.advance(50);
  const ends: SessionEnd[] = [];
  pair.sessions[0]?.onEnd((end) => ends.push(end));
  const second = pair.connect({ identity: "nobody" });
  const { report } = await second;
  assert.equal(report.alertReceived, "unknown_psk_identity");
  session?.send(fromUtf8("alive"));
  const texts = received(pair.sessions[0]);
  await pair.clock.advance(50);
  assert.deepEqual([texts, ends], [["alive"], []]);
});

test("pitfall 11: close_notify of both sides at once ends both, and neither answers twice", async () => {
  const pair = simulatedPair();
  const { session } = await pair.connect();
  await pair.clock.advance(50);
  let sent = 0;
  pair.network.onSend.event(() => sent++);
  session?.close();
  pair.sessions[0]?.close();
  await pair.clock.advance(1000);
  assert.equal(sent, 2);
});
