import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8 } from "../base/bytes.js";
import { Secret } from "../base/secret.js";
import type { SessionEnd } from "./session.js";
import { printAlert } from "./tables/alerts.js";
import { contentTypes } from "./tables/contentTypes.js";
import { handshakeTypes } from "./tables/handshakeTypes.js";
import { establishedPair } from "./testing/establishedPair.js";
import { RawClient } from "./testing/rawClient.js";
import { received } from "./testing/received.js";
import { rewrite } from "./testing/rewrite.js";
import { recordsIn } from "./testing/recordsIn.js";
import { clientAddress, identity, key, serverAddress, simulatedPair } from "./testing/simulatedPair.js";
import { parseFragments, printMessage } from "./wire/handshakeMessage.js";
import { printRecord } from "./wire/record.js";
import { parseServerHello, printServerHello, type ServerHello } from "./wire/serverHello.js";

/** A pair with a session, and everything that its two ends received and how they ended. */
async function established(options: Parameters<typeof simulatedPair>[0] = {}) {
  const pair = await establishedPair(options);
  const { session, served } = pair;
  const ends: SessionEnd[] = [];
  served.onEnd((end) => ends.push(end));
  return { ...pair, ends, atServer: received(served), atClient: received(session) };
}

/** Puts a datagram on the way as if the client had sent it. */
function forge({ network }: ReturnType<typeof simulatedPair>, data: Uint8Array): void {
  network.send({ data, from: clientAddress, to: serverAddress });
}

test("pitfall 9: a datagram that comes twice is delivered once", async () => {
  const pair = await established({ faults: { duplication: 1 } });
  for (const text of ["one", "two", "three"]) pair.session.send(fromUtf8(text));
  await pair.clock.advance(100);
  assert.deepEqual(pair.atServer, ["one", "two", "three"]);
});

test("pitfall 10: damaged and forged records are dropped without a word, and the session lives on", async () => {
  const pair = await established();
  let answers = 0;
  pair.network.onSend.event(({ from }) => (answers += from.port === serverAddress.port ? 1 : 0));
  rewrite(pair.network, clientAddress, (datagram) => [datagram.with(datagram.length - 1, (datagram.at(-1) ?? 0) ^ 1)]);
  pair.session.send(fromUtf8("damaged"));
  await pair.clock.advance(50);
  pair.network.filter = () => true;
  forge(pair, printRecord({ type: 23, version: 0xfefd, epoch: 1, sequence: 2 ** 40, fragment: new Uint8Array(40) }));
  forge(pair, printRecord({ type: 23, version: 0xfefd, epoch: 7, sequence: 1, fragment: new Uint8Array(40) }));
  forge(pair, Uint8Array.of(1, 2, 3));
  await pair.clock.advance(50);
  assert.equal(answers, 0);
  pair.session.send(fromUtf8("good"));
  await pair.clock.advance(50);
  assert.deepEqual(pair.atServer, ["good"]);
});

test("pitfall 11: a plain fatal alert, handshake message or data does not touch an established session", async () => {
  const pair = await established();
  for (const type of [contentTypes.Alert, contentTypes.Handshake, contentTypes.ApplicationData]) {
    const fragment =
      type === contentTypes.Handshake
        ? printMessage({ type: 20, sequence: 3, body: new Uint8Array(12) })
        : printAlert("fatal", "internal_error");
    forge(pair, printRecord({ type, version: 0xfefd, epoch: 0, sequence: 99, fragment }));
  }
  await pair.clock.advance(50);
  pair.session.send(fromUtf8("alive"));
  await pair.clock.advance(50);
  assert.deepEqual([pair.atServer, pair.ends], [["alive"], []]);
});

test("pitfall 11: close_notify is answered with close_notify, and the session may be resumed", async () => {
  const pair = await established();
  let answers = 0;
  pair.network.onSend.event(({ from, data }) => {
    const isAlert = recordsIn(data)[0]?.type === contentTypes.Alert;
    if (from.port === serverAddress.port && isAlert) answers++;
  });
  pair.session.close();
  await pair.clock.advance(50);
  assert.equal(answers, 1);
  assert.equal((await pair.connect()).report.isResumed, true);
});

test("pitfall 12: a new ClientHello leaves the old session alone until the new Finished is verified", async () => {
  const pair = await established();
  // The same address, as after a restart; the client's endpoint has forgotten everything, so its socket is taken over.
  const rebooted = new RawClient(pair, clientAddress);
  await rebooted.greet();
  assert.equal(rebooted.messages("ServerHelloDone").length, 1);
  rebooted.sendMessage("ClientKeyExchange", 2, Uint8Array.of(0, 12, ...fromUtf8(identity)));
  rebooted.sendRecord({ epoch: 1, sequence: 0, fragment: new Uint8Array(40) });
  await pair.clock.advance(50);
  pair.session.send(fromUtf8("the old one"));
  await pair.clock.advance(50);
  assert.deepEqual([pair.atServer, pair.ends], [["the old one"], []]);
  await pair.clock.advance(10_000);
  assert.deepEqual([pair.reports.at(-1)?.outcome, pair.ends], ["wrong key", []]);
});

test("pitfall 12: once the new Finished is verified, the new session replaces the old one", async () => {
  const pair = await established();
  await pair.connect();
  await pair.clock.advance(50);
  assert.deepEqual(pair.ends, [{ kind: "replaced" }]);
  assert.equal(pair.sessions.length, 2);
});

test("a ClientHello that lags behind its own session begins nothing", async () => {
  const pair = simulatedPair();
  const hellos: Uint8Array[] = [];
  pair.network.onSend.event(({ from, data }) => {
    if (from.port === clientAddress.port) hellos.push(data);
  });
  await pair.connect();
  await pair.clock.advance(1000);
  forge(pair, hellos[1] ?? assert.fail("no second ClientHello"));
  await pair.clock.advance(100_000);
  assert.equal(pair.reports.length, 1);
});

test("pitfall 22: a resumed handshake is short, carries the identity, and keeps its last flight at the client", async () => {
  const pair = await established();
  pair.session.close();
  await pair.clock.advance(50);
  let lost = 0;
  // The client's last flight is the only one in which it sends ChangeCipherSpec.
  pair.network.filter = ({ from, data }) => {
    const isLast = recordsIn(data).some(({ type }) => type === contentTypes.ChangeCipherSpec);
    return from.port !== clientAddress.port || !isLast || lost++ > 0;
  };
  const { session, report } = await pair.connect();
  assert.equal(report.isResumed, true);
  assert.equal(pair.sessions.length, 1, "the server is still waiting");
  await pair.clock.advance(2000);
  const [, resumed] = pair.sessions;
  assert.ok(session && resumed);
  assert.deepEqual(resumed.identity, { kind: "psk", identity });
  assert.equal(pair.reports.at(-1)?.isResumed, true);
  assert.equal(pair.reports.at(-1)?.retransmissions, 1, "the server has repeated its flight");
  const texts = received(resumed);
  session.send(fromUtf8("resumed"));
  await pair.clock.advance(50);
  assert.deepEqual(texts, ["resumed"]);
});

test("pitfall 22: a session is not resumed once its key was changed or removed", async () => {
  const other = new Secret(fromUtf8("another key"));
  for (const [now, outcome] of [
    [other, "wrong key"],
    [undefined, "unknown identity"],
  ] as const) {
    const pair = await established();
    if (now === undefined) pair.keys.delete(identity);
    else pair.keys.set(identity, now);
    const { report } = await pair.connect();
    assert.equal(report.isResumed, false);
    assert.equal(report.outcome, outcome);
  }
});

test("a session is not resumed after a day, nor by another identity, nor if nothing is kept", async () => {
  const pair = await established();
  await pair.clock.advance(25 * 3_600_000);
  assert.equal((await pair.connect()).report.isResumed, false);
  pair.keys.set("other", key);
  assert.equal((await pair.connect({ identity: "other" })).report.isResumed, false);
  const forgetful = await established({ limits: { resumable: 0 } });
  const { report } = await forgetful.connect();
  assert.deepEqual([report.outcome, report.isResumed], ["completed", false]);
});

test("pitfall 25: the session that was silent longest makes room for a new one", async () => {
  const pair = await established({ limits: { sessions: 2 } });
  for (const port of [1, 2]) {
    pair.clientSocket.moveTo({ host: "192.0.2.60", port });
    await pair.connect();
    await pair.clock.advance(50);
  }
  assert.equal(pair.sessions.length, 3);
  assert.deepEqual(pair.ends, [{ kind: "closed" }]);
});

test("pitfall 25: a session that is heard of stays, although it is older", async () => {
  const pair = await established({ limits: { sessions: 2 } });
  const others = ["192.0.2.61", "192.0.2.62"].map((host) => new RawClient(pair, { host, port: 1 }));
  await others[0]?.shake();
  pair.session.send(fromUtf8("still here"));
  await pair.clock.advance(50);
  await others[1]?.shake();
  await pair.clock.advance(50);
  assert.equal(pair.sessions.length, 3);
  assert.deepEqual(pair.ends, []);
});

test("pitfall 25: a peer that makes more and more sessions takes the place of its own, not of others", async () => {
  const pair = await established({ limits: { sessions: 3 } });
  pair.keys.set("greedy", key);
  for (const port of [1, 2, 3, 4]) {
    pair.clientSocket.moveTo({ host: "192.0.2.60", port });
    await pair.connect({ identity: "greedy" });
    await pair.clock.advance(50);
  }
  assert.equal(pair.sessions.length, 5);
  assert.deepEqual(pair.ends, []);
});

test("pitfall 14: a server that resumes without the extended master secret is refused, and so is another suite", async () => {
  for (const change of [
    (hello: ServerHello): ServerHello => ({ ...hello, extensions: new Map() }),
    (hello: ServerHello): ServerHello => ({ ...hello, suite: 0xc0a4 }),
  ]) {
    const pair = await established();
    rewrite(pair.network, serverAddress, (datagram) =>
      recordsIn(datagram).map((record) => {
        const [message] = record.epoch === 0 ? parseFragments(record.fragment) : [];
        const hello = message?.type === handshakeTypes.ServerHello ? parseServerHello(message.data).value : undefined;
        if (message === undefined || hello === undefined) return printRecord(record);
        const body = printServerHello(change(hello));
        return printRecord({ ...record, fragment: printMessage({ ...message, body }) });
      }),
    );
    const { report } = await pair.connect();
    assert.equal(report.outcome, "protocol error");
    assert.match(report.explanation, /It resumes the session/u);
    assert.deepEqual(pair.ends, []);
  }
});

test("once our ChangeCipherSpec is out, an alert is encrypted", async () => {
  const pair = simulatedPair();
  const raw = new RawClient(pair);
  await raw.shake();
  const sessionId = raw.serverHello()?.sessionId ?? assert.fail("no ServerHello");
  const again = new RawClient(pair, { host: "192.0.2.4", port: 1 });
  await again.greet({ sessionId, extensions: new Map([[23, new Uint8Array()]]) });
  pair.server.dispose();
  await pair.clock.advance(50);
  const alert = again.records.at(-1);
  assert.deepEqual([alert?.type, alert?.epoch], [contentTypes.Alert, 1]);
});
