import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8 } from "../../base/bytes.js";
import type { Address } from "../../base/datagram.js";
import type { SessionEnd } from "../session.js";
import { alerts, printAlert, type AlertName } from "../tables/alerts.js";
import { contentTypes } from "../tables/contentTypes.js";
import { establishedPair } from "../testing/establishedPair.js";
import { certificates } from "../testing/keyPairs.js";
import { RawClient } from "../testing/rawClient.js";
import { received } from "../testing/received.js";
import { recordsIn } from "../testing/recordsIn.js";
import { clientAddress, serverAddress, simulatedPair, type SimulatedPair } from "../testing/simulatedPair.js";
import { printRecord } from "../wire/record.js";

const names = Object.keys(alerts).filter((name): name is AlertName => name in alerts);

test("pitfall 11: no alert in the plain epoch ends a session, at either side, with or without connection IDs", async () => {
  for (const connectionIds of ["none", "ours", "both"] as const) {
    const pair = await establishedPair({ wishes: { connectionIds } });
    const { session, served } = pair;
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

/** Loses the first plain alert from an address. */
function loseFirstAlert({ network }: SimulatedPair, sender: Address): void {
  let isLost = false;
  network.filter = ({ from, data }) => {
    const isAlert = from.port === sender.port && recordsIn(data).some(({ type }) => type === contentTypes.Alert);
    if (!isAlert || isLost) return true;
    isLost = true;
    return false;
  };
}

test("pitfall 11: an alert that got lost is said again to a peer that goes on, at either side (RFC 6347 §4.2.7)", async () => {
  const unknown = simulatedPair();
  loseFirstAlert(unknown, serverAddress);
  const { report } = await unknown.connect({ identity: "nobody" });
  assert.deepEqual([report.outcome, report.retransmissions], ["unknown identity", 1]);
  assert.deepEqual(
    unknown.reports.map(({ outcome }) => outcome),
    ["unknown identity"],
  );
  const { client, server } = certificates();
  const refused = simulatedPair({ credentials: server });
  loseFirstAlert(refused, clientAddress);
  const { report: ofClient } = await refused.connectWith(client, "other.example.org");
  await refused.clock.advance(2000);
  assert.deepEqual([ofClient.outcome, refused.reports[0]?.alertReceived], ["wrong name", "certificate_unknown"]);
});

test("pitfall 11: a refused ClientHello that comes again is told again, and reported once", async () => {
  const pair = simulatedPair();
  const raw = new RawClient(pair);
  const suites = { suites: [0xc02b] };
  for (let count = 0; count < 3; count++) {
    await raw.greet(suites);
    await pair.clock.advance(500);
  }
  assert.deepEqual(raw.alerts(), ["handshake_failure", "handshake_failure", "handshake_failure"]);
  assert.equal(pair.reports.length, 1);
  await raw.greet({ ...suites, random: new Uint8Array(32).fill(8) });
  assert.equal(pair.reports.length, 2, "another handshake");
});

test("pitfall 11: a refused ClientHello that comes again much later is another handshake", async () => {
  const pair = simulatedPair();
  const raw = new RawClient(pair);
  await raw.greet({ suites: [0xc02b] });
  await pair.clock.advance(120_000);
  await raw.greet({ suites: [0xc02b] });
  assert.equal(pair.reports.length, 2);
});

test("pitfall 11: who was refused may begin anew at once, and an alert is answered by nothing", async () => {
  const pair = simulatedPair();
  await pair.connect({ identity: "nobody" });
  const sent: number[] = [];
  pair.network.onSend.event(({ from }) => sent.push(from.port));
  const header = { type: contentTypes.Alert, version: 0xfefd, epoch: 0, sequence: 1000 };
  const alert = printRecord({ ...header, fragment: printAlert("fatal", "internal_error") });
  pair.network.send({ data: alert, from: clientAddress, to: serverAddress });
  await pair.clock.advance(500);
  assert.deepEqual(sent, [clientAddress.port]);
  assert.equal((await pair.connect()).report.outcome, "completed");
});
