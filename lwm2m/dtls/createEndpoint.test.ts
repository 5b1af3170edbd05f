import assert from "node:assert/strict";
import { test } from "node:test";
import { concatBytes, fromUtf8, toHex } from "../base/bytes.js";
import { silentLogger } from "../base/logger.js";
import { Secret } from "../base/secret.js";
import { seededBytes } from "../base/testing/seededBytes.js";
import { createDtlsEndpoint } from "./createEndpoint.js";
import type { SessionEnd } from "./session.js";
import { contentTypes } from "./tables/contentTypes.js";
import { handshakeTypes } from "./tables/handshakeTypes.js";
import { RawClient } from "./testing/rawClient.js";
import { received } from "./testing/received.js";
import { rewrite } from "./testing/rewrite.js";
import { clientAddress, identity, key, serverAddress, simulatedPair } from "./testing/simulatedPair.js";
import { printClientHello } from "./wire/clientHello.js";
import { printMessage } from "./wire/handshakeMessage.js";
import { printRecord } from "./wire/record.js";

test("a handshake gives both sides a session, and data passes both ways", async () => {
  const { connect, clock, sessions, reports, lines } = simulatedPair();
  const { session, report } = await connect();
  assert.equal(report.outcome, "completed");
  await clock.advance(100);
  const [served] = sessions;
  assert.ok(session && served);
  assert.deepEqual(served.identity, { kind: "psk", identity });
  assert.equal(served.suite, "TLS_PSK_WITH_AES_128_CCM_8");
  assert.deepEqual([session.role, served.role], ["client", "server"]);
  assert.notEqual(session.id, served.id);
  assert.equal(reports[0]?.outcome, "completed");
  const [atServer, atClient] = [received(served), received(session)];
  session.send(fromUtf8("temperature?"));
  session.send(new Uint8Array());
  served.send(fromUtf8("21.5"));
  await clock.advance(100);
  assert.deepEqual([atServer, atClient], [["temperature?", ""], ["21.5"]]);
  assert.equal(clock.timers, 0);
  const errors = lines.filter(({ level }) => level === "error");
  assert.equal(errors.length, 0);
});

test("a report tells who, what was offered, what was chosen, and how far it came", async () => {
  const { connect, reports, clock } = simulatedPair();
  const { report } = await connect();
  await clock.advance(100);
  const { startedAt, duration, explanation, ...facts } = reports[0] ?? assert.fail("no report");
  assert.ok(startedAt > 0 && duration > 0);
  assert.match(explanation, /^The device at 192\.0\.2\.2:40000 has connected as "thermostat-1" with TLS_PSK/u);
  assert.deepEqual(facts, {
    peer: { host: "192.0.2.2", port: 40_000 },
    role: "server",
    outcome: "completed",
    step: "Finished",
    identity,
    offeredSuites: [
      "TLS_PSK_WITH_AES_128_CCM_8",
      "TLS_PSK_WITH_AES_128_CCM",
      "TLS_PSK_WITH_AES_128_GCM_SHA256",
      "TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256",
      "TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256",
      "TLS_PSK_WITH_AES_128_CBC_SHA256",
    ],
    offeredExtensions: [
      "renegotiation_info",
      "extended_master_secret",
      "encrypt_then_mac",
      "supported_groups",
      "ec_point_formats",
      "connection_id",
      "session_ticket",
    ],
    offeredGroups: ["P-256", "X25519", "P-384"],
    chosenExtensions: ["renegotiation_info", "extended_master_secret", "connection_id", "session_ticket"],
    suite: "TLS_PSK_WITH_AES_128_CCM_8",
    peerIdentity: { kind: "psk", identity },
    isResumed: false,
    retransmissions: 0,
  });
  assert.equal(report.role, "client");
  assert.match(report.explanation, /^Connected to the server at 192\.0\.2\.1:5684 as "thermostat-1"/u);
});

test("data that comes before anybody listens is kept for the first listener, in order", async () => {
  const { connect, clock, sessions } = simulatedPair();
  const { session } = await connect();
  await clock.advance(10);
  for (const text of ["one", "two"]) session?.send(fromUtf8(text));
  await clock.advance(50);
  const texts = received(sessions[0]);
  session?.send(fromUtf8("three"));
  await clock.advance(50);
  assert.deepEqual(texts, ["one", "two", "three"]);
});

test("close says goodbye, both ends hear of it once, and nothing more is sent", async () => {
  const { connect, clock, sessions, network } = simulatedPair();
  const { session } = await connect();
  await clock.advance(10);
  const ends: SessionEnd[] = [];
  session?.onEnd((end) => ends.push(end));
  sessions[0]?.onEnd((end) => ends.push(end));
  session?.close();
  session?.close();
  await clock.advance(50);
  assert.deepEqual(ends, [{ kind: "closed" }, { kind: "closed by the peer" }]);
  let sent = 0;
  network.onSend.event(() => sent++);
  session?.send(fromUtf8("late"));
  sessions[0]?.send(fromUtf8("late"));
  await clock.advance(50);
  assert.equal(sent, 0);
});

test("to connect where nobody is ends in silence, after the last retransmission", async () => {
  const { client, clock } = simulatedPair();
  const nobody = { host: "192.0.2.77", port: 5684 };
  const { session, report } = await clock.until(
    client.connect(nobody, { credentials: { kind: "psk", identity, key } as const }),
  );
  assert.equal(session, undefined);
  assert.equal(report.outcome, "silence");
  assert.equal(report.retransmissions, 5);
  assert.match(report.explanation, /192\.0\.2\.77:5684.*6 times.*firewall/su);
  assert.equal(clock.timers, 0);
});

test("a second attempt to connect to the same server ends the first", async () => {
  const { client, clock } = simulatedPair();
  const options = { credentials: { kind: "psk", identity, key } as const };
  const [first, second] = [client.connect(serverAddress, options), client.connect(serverAddress, options)];
  assert.equal((await clock.until(first)).report.outcome, "canceled");
  assert.equal((await clock.until(second)).report.outcome, "completed");
});

test("a disposed endpoint has said goodbye to everybody, waits for nothing and connects no more", async () => {
  const pair = simulatedPair();
  const { connect, client, server, clock } = pair;
  const { session } = await connect();
  const ends: string[] = [];
  session?.onEnd(({ kind }) => ends.push(kind));
  const late = client.connect(
    { host: "192.0.2.77", port: 1 },
    { credentials: { kind: "psk", identity, key } as const },
  );
  server.dispose();
  await clock.advance(50);
  assert.deepEqual(ends, ["closed by the peer"]);
  client.dispose();
  client.dispose();
  assert.equal((await late).report.outcome, "canceled");
  assert.equal((await connect()).report.outcome, "canceled");
  await clock.advance(50);
  assert.equal(clock.timers, 0);
});

test("nothing begins while an endpoint is disposed, whoever is told that something has ended", async () => {
  const { connect, client, clock } = simulatedPair();
  const { session } = await connect();
  const outcomes: string[] = [];
  const again = (): void => {
    const options = { credentials: { kind: "psk", identity, key } } as const;
    void client.connect(serverAddress, options).then(({ report }) => outcomes.push(report.outcome));
  };
  session?.onEnd(again);
  client.dispose();
  await clock.advance(50);
  assert.deepEqual(outcomes, ["canceled"]);
  assert.equal(clock.timers, 0);
});

test("what stands behind the record that made somebody dispose of the endpoint is not taken", async () => {
  const pair = simulatedPair();
  const { connect, server, network, clock, sessions } = pair;
  const { session } = await connect();
  await clock.advance(50);
  const body = printClientHello(new RawClient(pair).hello());
  sessions[0]?.onData(() => {
    server.dispose();
  });
  const hello = printRecord({
    type: contentTypes.Handshake,
    version: 0xfefd,
    epoch: 0,
    sequence: 0,
    fragment: printMessage({ type: handshakeTypes.ClientHello, sequence: 0, body }),
  });
  rewrite(network, clientAddress, (datagram) => [concatBytes(datagram, hello)]);
  session?.send(fromUtf8("the last one"));
  await clock.advance(50);
  assert.equal(clock.timers, 0, "nobody waits for a cookie");
});

test("the name of the server goes along as SNI as DNS writes it (RFC 6066 §3), and what is none does not", async () => {
  const { client, clock, reports, network } = simulatedPair();
  const sent: string[] = [];
  network.onSend.event(({ data }) => sent.push(Buffer.from(data).toString("latin1")));
  for (const serverName of ["Lwm2m.example.org.", "bücher.example", "192.0.2.1", "2001:db8::1", "[2001:db8::1]", ""])
    await clock.until(
      client.connect(serverAddress, { credentials: { kind: "psk", identity, key } as const, serverName }),
    );
  await clock.advance(50);
  assert.deepEqual(
    reports.map(({ offeredExtensions }) => offeredExtensions.includes("server_name")),
    [true, true, false, false, false, false],
  );
  for (const name of ["\0\x11lwm2m.example.org\xff", "\0\x15xn--bcher-kva.example\xff"])
    assert.ok(
      sent.some((data) => data.includes(name)),
      name,
    );
});

test("a lookup of keys that throws is an unknown identity and a line in the log, nothing worse", async () => {
  const pair = simulatedPair();
  const { network, clock, lines } = pair;
  const address = { host: "192.0.2.50", port: 5684 };
  const broken = createDtlsEndpoint({
    socket: network.socket(address.host, address.port),
    clock,
    random: seededBytes(9),
    logger: {
      ...silentLogger,
      child: () => ({ ...silentLogger, log: (level, message) => void failures.push([level, message]) }),
    },
    server: {
      psk: () => {
        throw new Error("the store is closed");
      },
    },
  });
  const failures: unknown[][] = [];
  const { report } = await clock.until(
    pair.client.connect(address, { credentials: { kind: "psk", identity, key } as const }),
  );
  assert.equal(report.outcome, "unknown identity");
  assert.ok(failures.some(([level]) => level === "error"));
  assert.ok(!lines.some(({ level }) => level === "error"));
  broken.dispose();
});

test("keys and what is derived from them appear in no report and no log line", async () => {
  const secret = new Secret(fromUtf8("k3y-That-must-not-show"));
  const pair = simulatedPair();
  pair.keys.set("hidden", secret);
  await pair.connect({ identity: "hidden", key: secret });
  await pair.connect({ identity: "hidden", key: new Secret(fromUtf8(toHex(secret.reveal()))) });
  await pair.connect({ identity: "other", key: secret });
  await pair.clock.advance(10_000);
  assert.deepEqual(
    pair.reports.map(({ outcome }) => outcome),
    ["completed", "wrong key", "unknown identity"],
  );
  const everything = JSON.stringify([pair.reports, pair.lines]);
  const bytes = secret.reveal();
  for (const form of ["k3y-That", toHex(bytes).slice(0, 12), Buffer.from(bytes).toString("base64").slice(0, 12)])
    assert.ok(!everything.toLowerCase().includes(form.toLowerCase()), form);
});
