import assert from "node:assert/strict";
import { test } from "node:test";
import { concatBytes, fromUtf8 } from "../../base/bytes.js";
import type { Address, Datagram } from "../../base/datagram.js";
import { Emitter } from "../../base/event.js";
import { silentLogger } from "../../base/logger.js";
import { seededBytes } from "../../base/testing/seededBytes.js";
import { SimulatedClock } from "../../base/testing/simulatedClock.js";
import { createDtlsEndpoint } from "../createEndpoint.js";
import { defaultLimits } from "../limits.js";
import { contentTypes } from "../tables/contentTypes.js";
import { handshakeTypes } from "../tables/handshakeTypes.js";
import { RawClient } from "../testing/rawClient.js";
import { received } from "../testing/received.js";
import { identity, key, serverAddress, simulatedPair } from "../testing/simulatedPair.js";
import { parseClientHello, printClientHello } from "../wire/clientHello.js";
import { parseFragments, printMessage } from "../wire/handshakeMessage.js";
import { parseHelloVerifyRequest } from "../wire/helloVerifyRequest.js";
import { parseRecords, printRecord } from "../wire/record.js";

/** Bytes before the random in a datagram with a ClientHello: the headers of record and message, the version. */
const randomOffset = 13 + 12 + 2;

function addressOf(index: number): Address {
  return { host: `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`, port: 1024 + (index % 60_000) };
}

/** A server on a socket that a test feeds by hand. */
function server() {
  const clock = new SimulatedClock();
  const datagrams = new Emitter<Datagram>();
  const sent: { readonly data: Uint8Array; readonly to: Address }[] = [];
  let [count, bytes] = [0, 0];
  const endpoint = createDtlsEndpoint({
    clock,
    random: seededBytes(1),
    logger: silentLogger,
    server: { psk: (name) => (name === identity ? key : undefined) },
    socket: {
      localAddress: serverAddress,
      send: (data, to) => {
        count++;
        bytes += data.length;
        sent.push({ data, to });
        if (sent.length > 200) sent.splice(0, 100);
      },
      onDatagram: datagrams.event,
      dispose: () => undefined,
    },
  });
  const receive = (from: Address, data: Uint8Array): void => {
    datagrams.fire({ data, from });
  };
  return { clock, endpoint, receive, sent, answered: () => ({ count, bytes }) };
}

const hello = printClientHello({
  version: 0xfefd,
  random: new Uint8Array(32),
  sessionId: new Uint8Array(),
  cookie: new Uint8Array(),
  suites: [0xc0a8],
  compressions: Uint8Array.of(0),
  extensions: new Map([[54, Uint8Array.of(0)]]),
});

/** A datagram with a ClientHello. */
function greeting(body: Uint8Array, sequence = 0): Uint8Array {
  const fragment = printMessage({ type: handshakeTypes.ClientHello, sequence, body });
  return printRecord({ type: contentTypes.Handshake, version: 0xfefd, epoch: 0, sequence, fragment });
}

test("pitfall 25: 100 000 ClientHellos from addresses that never answer leave no connection behind", async () => {
  const { clock, endpoint, receive, answered } = server();
  const reports: string[] = [];
  endpoint.onHandshake(({ outcome }) => reports.push(outcome));
  const datagram = greeting(hello);
  for (let index = 0; index < 100_000; index++) {
    new DataView(datagram.buffer).setUint32(randomOffset, index);
    receive(addressOf(index), datagram);
  }
  const { count, bytes } = answered();
  assert.equal(count, 100_000, "each was asked for its cookie");
  assert.ok(bytes < 100_000 * datagram.length, "and with less than it sent");
  assert.equal(clock.timers, 1, "no handshake waits for anybody; one timer is for the report");
  await clock.advance(20_000);
  assert.equal(clock.timers, 0);
  assert.ok(reports.length <= defaultLimits.reportsAboutStrangers, String(reports.length));
  assert.ok(reports.every((outcome) => outcome === "no answer after HelloVerifyRequest"));
});

test("pitfall 25: of clients that prove their address and stop there, so many are kept and the first ones go", async () => {
  const { clock, endpoint, receive, sent } = server();
  const outcomes: string[] = [];
  endpoint.onHandshake(({ outcome }) => outcomes.push(outcome));
  for (let index = 0; index < 1000; index++) {
    const from = addressOf(index);
    receive(from, greeting(hello));
    const [record] = parseRecords(sent.at(-1)?.data ?? assert.fail());
    const cookie = parseHelloVerifyRequest(parseFragments(record?.fragment ?? assert.fail())[0]?.data ?? assert.fail());
    const { value } = parseClientHello(hello);
    assert.ok(value && cookie.value);
    receive(from, greeting(printClientHello({ ...value, cookie: cookie.value.cookie }), 1));
  }
  assert.ok(clock.timers <= defaultLimits.halfOpen + 1, String(clock.timers));
  assert.equal(outcomes.filter((outcome) => outcome === "canceled").length, 1000 - defaultLimits.halfOpen);
  await clock.advance(600_000);
  assert.deepEqual([outcomes.length, clock.timers], [1000, 0]);
});

test("pitfall 25: first messages in pieces that never become whole do not keep others out", async () => {
  const pair = simulatedPair();
  const body = printMessage({ type: handshakeTypes.ClientHello, sequence: 0, body: hello });
  // A header that announces the whole length, and one byte of it.
  const piece = concatBytes(body.subarray(0, 9), Uint8Array.of(0, 0, 1), body.subarray(12, 13));
  const record = { type: contentTypes.Handshake, version: 0xfefd, epoch: 0, sequence: 0, fragment: piece };
  for (let index = 0; index < 5000; index++)
    pair.network.send({ data: printRecord(record), from: addressOf(index), to: serverAddress });
  await pair.clock.advance(100);
  assert.equal(pair.clock.timers, 0);
  assert.equal((await pair.connect()).report.outcome, "completed");
});

test("pitfall 25: of encrypted records that come before their keys, no more are kept than the limits allow", async () => {
  const pair = simulatedPair();
  const raw = new RawClient(pair);
  await raw.greet();
  for (let sequence = 0; sequence < 1000; sequence++)
    raw.sendRecord({ type: contentTypes.ApplicationData, epoch: 1, sequence, fragment: new Uint8Array(300) });
  await pair.clock.advance(50);
  raw.sendMessage("ClientKeyExchange", 2, Uint8Array.of(0, identity.length, ...fromUtf8(identity)));
  await pair.clock.advance(50);
  assert.equal(pair.reports.length, 0, "it still waits for the Finished that decrypts");
  assert.equal((await pair.connect()).report.outcome, "completed");
});

test("pitfall 25: when there are too many sessions, the one that was silent longest is closed", async () => {
  const pair = simulatedPair({ limits: { sessions: 2 } });
  const ends: string[] = [];
  pair.server.onSession((session) => session.onEnd(({ kind }) => ends.push(`${session.peer.port} ${kind}`)));
  const clients = [50_001, 50_002, 50_003].map((port) => new RawClient(pair, { host: "192.0.2.9", port }));
  const [first, second, third] = clients;
  assert.ok(first && second && third);
  const layers = [await first.shake(), await second.shake()];
  await pair.clock.advance(50);
  const texts = received(pair.sessions[0]);
  first.sendBytes(layers[0]?.seal(contentTypes.ApplicationData, 1, fromUtf8("alive")) ?? assert.fail());
  await pair.clock.advance(50);
  await third.shake();
  await pair.clock.advance(50);
  assert.deepEqual([texts, ends], [["alive"], ["50002 closed"]]);
});
