import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8 } from "../base/bytes.js";
import { silentLogger } from "../base/logger.js";
import { Secret } from "../base/secret.js";
import { SimulatedClock } from "../base/testing/simulatedClock.js";
import { EstablishedSession } from "./establishedSession.js";
import { FlightSender } from "./handshake/flightSender.js";
import { defaultLimits } from "./limits.js";
import { RecordLayer } from "./record/recordLayer.js";
import type { SessionEnd } from "./session.js";
import { alerts, parseAlert, printAlert } from "./tables/alerts.js";
import { contentTypes } from "./tables/contentTypes.js";
import { handshakeTypes, type HandshakeTypeName } from "./tables/handshakeTypes.js";
import { cipherSuites } from "./tables/suites.js";
import { RawClient } from "./testing/rawClient.js";
import { received } from "./testing/received.js";
import { simulatedPair } from "./testing/simulatedPair.js";
import { printMessage } from "./wire/handshakeMessage.js";
import { parseRecords } from "./wire/record.js";

const master = new Secret(new Uint8Array(48).fill(7));
const randoms = { client: new Uint8Array(32).fill(1), server: new Uint8Array(32).fill(2) };

/** A session of one role, and the record layer of its peer to speak to it with. */
function sessionOf(role: "server" | "client") {
  const [suite] = cipherSuites;
  assert.ok(suite);
  const clock = new SimulatedClock();
  const [records, peer] = [new RecordLayer(), new RecordLayer()];
  records.protect(suite, master, randoms, role);
  peer.protect(suite, master, randoms, role === "server" ? "client" : "server");
  const sent: (readonly [number, Uint8Array])[] = [];
  const send = (datagram: Uint8Array): void => {
    for (const record of parseRecords(datagram)) {
      const opened = record.epoch === 1 ? peer.open(record) : { type: record.type, content: record.fragment };
      if (typeof opened !== "string") sent.push([opened.type, opened.content]);
    }
  };
  const flights = new FlightSender({ clock, limits: defaultLimits, records, send, onSilence: () => assert.fail() });
  const session = new EstablishedSession({
    role,
    peer: { host: "192.0.2.3", port: 1 },
    surroundings: { clock, logger: silentLogger, limits: defaultLimits, send },
    established: {
      records,
      flights,
      held: [],
      clientRandom: randoms.client,
      agreement: {
        suite,
        session: {
          id: new Uint8Array(),
          suite,
          master,
          usesExtendedMasterSecret: true,
          usesEncryptThenMac: false,
          identity: { kind: "psk", identity: "x" },
          credential: { kind: "psk", identity: "x", key: master },
          createdAt: 0,
        },
      },
    },
  });
  const say = (type: number, content: Uint8Array): void => {
    for (const record of parseRecords(peer.seal(type, 1, content) ?? assert.fail()))
      session.receive(record, session.peer);
  };
  const sayMessage = (name: HandshakeTypeName): void => {
    say(contentTypes.Handshake, printMessage({ type: handshakeTypes[name], sequence: 9, body: new Uint8Array(12) }));
  };
  const alertsSent = (): readonly string[] =>
    sent.flatMap(([type, content]) => (type === contentTypes.Alert ? [parseAlert(content)?.name ?? "?"] : []));
  return { clock, session, flights, sent, say, sayMessage, alertsSent };
}

test("pitfall 13: a peer that wants to renegotiate is told no once in a while, and the session goes on", async () => {
  for (const [role, name] of [
    ["server", "ClientHello"],
    ["client", "HelloRequest"],
  ] as const) {
    const { session, clock, say, sayMessage, alertsSent } = sessionOf(role);
    const texts = received(session);
    sayMessage(name);
    sayMessage(name);
    assert.deepEqual(alertsSent(), ["no_renegotiation"]);
    await clock.advance(1000);
    sayMessage(name);
    assert.equal(alertsSent().length, 2);
    say(contentTypes.ApplicationData, fromUtf8("still here"));
    assert.deepEqual(texts, ["still here"]);
  }
});

test("pitfall 6: the last flight is repeated for a repeated Finished until the peer sends data", async () => {
  const { session, clock, flights, sent, say, sayMessage } = sessionOf("server");
  flights.sendLast([{ kind: "message", message: { type: 20, sequence: 3, body: new Uint8Array(12) }, epoch: 1 }]);
  await clock.advance(1000);
  sayMessage("Finished");
  assert.equal(sent.length, 2);
  await clock.advance(1000);
  say(contentTypes.ApplicationData, fromUtf8("data"));
  sayMessage("Finished");
  assert.equal(sent.length, 2);
  session.close();
});

test("pitfall 11: an authenticated fatal alert ends the session with its name; a warning does not", () => {
  const { session, say } = sessionOf("server");
  const ends: SessionEnd[] = [];
  session.onEnd((end) => ends.push(end));
  say(contentTypes.Alert, printAlert("warning", "no_renegotiation"));
  say(contentTypes.Alert, Uint8Array.of(2));
  say(contentTypes.Alert, Uint8Array.of(2, 200));
  say(contentTypes.Alert, printAlert("fatal", "internal_error"));
  assert.deepEqual(ends, [{ kind: "alert", alert: "alert 200" }]);
  assert.equal(alerts.internal_error, 80);
});

test("pitfall 11: a session that ended in a fatal alert is not resumed", async () => {
  for (const isFatal of [true, false]) {
    const pair = simulatedPair();
    const raw = new RawClient(pair);
    const records = await raw.shake();
    const sessionId = raw.serverHello()?.sessionId ?? assert.fail("no ServerHello");
    await pair.clock.advance(50);
    const alert = isFatal ? printAlert("fatal", "internal_error") : printAlert("warning", "close_notify");
    raw.sendBytes(records.seal(contentTypes.Alert, 1, alert) ?? assert.fail());
    await pair.clock.advance(50);
    const extensions = new Map([[23, new Uint8Array()]]);
    await new RawClient(pair, { host: "192.0.2.4", port: 1 }).greet({ sessionId, extensions });
    // A full handshake comes as far as ServerHelloDone; a resumed one goes on to Finished.
    await pair.clock.advance(100_000);
    assert.deepEqual([pair.reports.length, pair.reports[1]?.isResumed], [2, !isFatal]);
  }
});

test("pitfall 23: data is never cut: it goes as one record or not at all", () => {
  const { session, sent } = sessionOf("client");
  session.send(new Uint8Array(16_384));
  session.send(new Uint8Array(16_385));
  assert.deepEqual(
    sent.map(([, content]) => content.length),
    [16_384],
  );
});

test("pitfall 25: what nobody listens to is kept only as far as the limits go", async () => {
  const { session, say } = sessionOf("server");
  for (let count = 0; count < 100; count++) say(contentTypes.ApplicationData, Uint8Array.of(count));
  const texts = received(session);
  await Promise.resolve();
  assert.equal(texts.length, defaultLimits.heldRecords);
});
