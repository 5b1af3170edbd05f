import assert from "node:assert/strict";
import { test } from "node:test";
import { concatBytes, fromUtf8 } from "../base/bytes.js";
import { Secret } from "../base/secret.js";
import { seededRandom } from "../../test/fixtures/seededRandom.js";
import { masterSecret, pskPremasterSecret } from "./crypto/keySchedule.js";
import { Conversation } from "./handshake/conversation.js";
import { checkFinished } from "./handshake/finished.js";
import { usualConnectionIdLength } from "./limits.js";
import { RecordLayer } from "./record/recordLayer.js";
import { printAlert } from "./tables/alerts.js";
import { contentTypes } from "./tables/contentTypes.js";
import { handshakeTypes } from "./tables/handshakeTypes.js";
import { suiteOf } from "./tables/suites.js";
import { RawClient } from "./testing/rawClient.js";
import { received } from "./testing/received.js";
import { rewrite } from "./testing/rewrite.js";
import { recordsIn } from "./testing/recordsIn.js";
import { clientAddress, identity, key, serverAddress, simulatedPair } from "./testing/simulatedPair.js";
import { parseClientHello, printClientHello } from "./wire/clientHello.js";
import { parseFragments, printFragment, printMessage } from "./wire/handshakeMessage.js";
import { printRecord, type DtlsRecord } from "./wire/record.js";
import { printPskClientKeyExchange } from "./wire/pskKeyExchange.js";

function hasType(data: Uint8Array, type: number): boolean {
  return recordsIn(data).some((record) => record.type === type);
}

test("pitfall 4: messages that come in small pieces, twice and in any order make the same handshake", async () => {
  for (let seed = 0; seed < 10; seed++) {
    const pair = simulatedPair({ seed });
    const random = seededRandom(seed);
    rewrite(pair.network, clientAddress, (datagram) => {
      const pieces = recordsIn(datagram).flatMap((record) => piecesOf(record, 1 + random.below(20)));
      return random.shuffled([...pieces, ...pieces]);
    });
    const { report } = await pair.connect();
    assert.equal(report.outcome, "completed", `seed ${seed}`);
    assert.equal(report.retransmissions, 0, `seed ${seed}`);
    await pair.clock.advance(10);
    assert.equal(pair.sessions.length, 1);
  }
});

/** A plain handshake record as many records; others as they are. */
function piecesOf(record: DtlsRecord, size: number): readonly Uint8Array[] {
  const [whole] = record.epoch === 0 && record.type === contentTypes.Handshake ? parseFragments(record.fragment) : [];
  if (whole === undefined) return [printRecord(record)];
  const message = { type: whole.type, sequence: whole.sequence, body: whole.data };
  const offsets = Array.from({ length: Math.ceil(whole.length / size) }, (_, index) => index * size);
  return offsets.map((offset) =>
    printRecord({ ...record, fragment: printFragment(message, offset, Math.min(size, whole.length - offset)) }),
  );
}

test("pitfall 5: two messages in one record, and the other way around each record in its own datagram", async () => {
  const merged = simulatedPair();
  rewrite(merged.network, serverAddress, (datagram) => {
    const plain = recordsIn(datagram).filter(({ epoch, type }) => epoch === 0 && type === contentTypes.Handshake);
    const [first, second] = plain;
    if (first === undefined || second === undefined) return [datagram];
    return [printRecord({ ...first, fragment: Uint8Array.of(...first.fragment, ...second.fragment) })];
  });
  assert.equal((await merged.connect()).report.outcome, "completed");
  const split = simulatedPair();
  rewrite(split.network, clientAddress, (datagram) => recordsIn(datagram).map(printRecord));
  assert.equal((await split.connect()).report.outcome, "completed");
});

test("pitfall 6: the server repeats its last flight when the client repeats its own", async () => {
  const pair = simulatedPair();
  let lost = 0;
  pair.network.filter = ({ from, data }) =>
    from.port !== serverAddress.port || !hasType(data, contentTypes.ChangeCipherSpec) || lost++ > 0;
  const { report } = await pair.connect();
  assert.equal(report.outcome, "completed");
  assert.equal(report.retransmissions, 1);
  assert.equal(lost, 2);
});

test("pitfall 7: Finished that overtakes what comes before it is kept until there are keys", async () => {
  const pair = simulatedPair();
  rewrite(pair.network, clientAddress, (datagram) => recordsIn(datagram).map(printRecord).toReversed());
  const { report } = await pair.connect();
  assert.deepEqual([report.outcome, report.retransmissions], ["completed", 0]);
});

test("data that overtakes Finished is delivered after it, and not before", async () => {
  const pair = simulatedPair();
  let finished: Uint8Array | undefined;
  let texts: readonly string[] = [];
  pair.server.onSession((session) => {
    texts = received(session);
  });
  // The client believes the handshake to be over as soon as it has sent its last flight of a resumed one.
  await pair.connect();
  rewrite(pair.network, clientAddress, (datagram) => {
    if (!hasType(datagram, contentTypes.ChangeCipherSpec)) return [datagram];
    finished = datagram;
    return [];
  });
  const { session } = await pair.connect();
  session?.send(fromUtf8("hasty"));
  await pair.clock.advance(50);
  assert.deepEqual(texts, []);
  pair.network.filter = () => true;
  pair.network.send({ data: finished ?? assert.fail("no Finished"), from: clientAddress, to: serverAddress });
  await pair.clock.advance(50);
  assert.deepEqual(texts.slice(), ["hasty"]);
});

test("pitfall 8: no side uses a record number twice in an epoch, however often it repeats", async () => {
  const pair = simulatedPair({ seed: 4, faults: { loss: 0.4 } });
  const numbers = new Map<string, string>();
  pair.network.onSend.event(({ from, data }) => {
    for (const record of recordsIn(data)) {
      // HelloVerifyRequest has the number of its question, and so has the first ServerHello (pitfall 1).
      if (record.version === 0xfeff) continue;
      const name = `${from.host} ${record.epoch} ${record.sequence}`;
      const content = String(record.fragment);
      assert.ok((numbers.get(name) ?? content) === content, name);
      numbers.set(name, content);
    }
  });
  assert.equal((await pair.connect()).report.outcome, "completed");
});

test("pitfall 10: a wrong key is told to both sides, with what to do", async () => {
  const pair = simulatedPair();
  const { session, report } = await pair.connect({ key: new Secret(fromUtf8("not the right key")) });
  assert.equal(session, undefined);
  assert.deepEqual([report.outcome, report.alertReceived], ["wrong key", "decrypt_error"]);
  assert.match(report.explanation, /could not decrypt our Finished.*"thermostat-1"/su);
  const [served] = pair.reports;
  assert.equal(served?.outcome, "wrong key");
  assert.equal(served.alertSent, "decrypt_error");
  assert.equal(served.identity, identity);
  assert.match(served.explanation, /"thermostat-1", which is known here.*16 bytes.*hexadecimal/su);
  assert.equal(pair.sessions.length, 0);
  assert.equal(pair.clock.timers, 0);
});

test("pitfall 10: if a wrong key is the right one misread, the report says how", async () => {
  const pair = simulatedPair();
  await pair.connect({ key: new Secret(fromUtf8(Buffer.from(key.reveal()).toString("hex"))) });
  assert.match(
    pair.reports[0]?.explanation ?? "",
    /does decrypt with the hexadecimal digits of the key here, taken as text/u,
  );
});

test("pitfall 10: a key misread is found also if records have a connection ID, of the RFC or of a draft", async () => {
  for (const code of [54, 53, 254]) {
    const pair = simulatedPair();
    const raw = new RawClient(pair);
    await raw.greet({ extensions: new Map([[code, Uint8Array.of(0)]]) });
    raw.sendMessage("ClientKeyExchange", 2, printPskClientKeyExchange(identity));
    const answer = raw.serverHello();
    const theirs = answer?.extensions.get(code)?.subarray(1);
    if (answer === undefined || theirs === undefined) assert.fail(`no connection ID for ${code}`);
    const records = new RecordLayer();
    records.useConnectionIds({ ours: new Uint8Array(), theirs, isDraft: code !== 54 });
    const suite = suiteOf(0xc0a8) ?? assert.fail("no suite");
    const randoms = { client: raw.hello().random, server: answer.random };
    const premaster = pskPremasterSecret(new Secret(new Uint8Array()));
    records.protect(suite, masterSecret(suite, premaster, { randoms }), randoms, "client");
    for (const length of [24, 24])
      raw.sendBytes(records.seal(contentTypes.Handshake, 1, new Uint8Array(length)) ?? assert.fail());
    await pair.clock.advance(50);
    assert.match(pair.reports[0]?.explanation ?? "", /does decrypt with an empty key/u, String(code));
  }
});

test("pitfall 10: a client that sends its wrong Finished once is told after a while", async () => {
  const pair = simulatedPair();
  const raw = new RawClient(pair);
  await raw.greet();
  raw.sendMessage("ClientKeyExchange", 2, printPskClientKeyExchange(identity));
  raw.sendRecord({ epoch: 1, sequence: 0, fragment: new Uint8Array(40) });
  await pair.clock.advance(2000);
  const early = pair.reports.length;
  await pair.clock.advance(2000);
  assert.deepEqual([early, pair.reports[0]?.outcome], [0, "wrong key"]);
  assert.deepEqual(raw.alerts(), ["decrypt_error"]);
});

test("pitfall 10: one forged Finished does not end a handshake", async () => {
  const pair = simulatedPair();
  rewrite(pair.network, clientAddress, (datagram) => {
    if (!hasType(datagram, contentTypes.ChangeCipherSpec)) return [datagram];
    const forged = printRecord({ type: 22, version: 0xfefd, epoch: 1, sequence: 0, fragment: new Uint8Array(40) });
    // The same one twice is no second witness.
    return [...recordsIn(datagram).slice(0, 1).map(printRecord), forged, forged, datagram];
  });
  assert.equal((await pair.connect()).report.outcome, "completed");
});

test("pitfall 10: late records of another connection from the same address raise no doubt about the key", async () => {
  const pair = simulatedPair({ wishes: { connectionIds: "none" } });
  const connectionId = new Uint8Array(usualConnectionIdLength).fill(7);
  rewrite(pair.network, clientAddress, (datagram) => {
    if (!hasType(datagram, contentTypes.ChangeCipherSpec)) return [datagram];
    const late = [1, 2].flatMap((sequence) => {
      const record = { version: 0xfefd, sequence, fragment: new Uint8Array(40) };
      return [
        printRecord({ ...record, type: contentTypes.ConnectionId, epoch: 1, connectionId }),
        printRecord({ ...record, type: contentTypes.Handshake, epoch: 2 }),
      ];
    });
    return [...recordsIn(datagram).slice(0, 1).map(printRecord), ...late, datagram];
  });
  assert.equal((await pair.connect()).report.outcome, "completed");
});

test("pitfall 7: what came early is kept as it came, whatever becomes of its datagram", async () => {
  const pair = simulatedPair();
  rewrite(pair.network, clientAddress, (datagram) => {
    if (!hasType(datagram, contentTypes.ChangeCipherSpec)) return [datagram];
    const [first, ...others] = recordsIn(datagram).map(printRecord);
    return [concatBytes(...others), first ?? assert.fail("an empty datagram")];
  });
  pair.serverSocket.onDatagram(({ data }) => {
    if (recordsIn(data)[0]?.type === contentTypes.ChangeCipherSpec) data.fill(0);
  });
  const { report } = await pair.connect();
  assert.deepEqual([report.outcome, report.retransmissions], ["completed", 0]);
});

test("pitfall 25: a Finished about other messages than those that came is refused", async () => {
  const pair = simulatedPair();
  // Somebody on the way takes the extended master secret out of the ClientHello, so that it is not agreed upon.
  rewrite(pair.network, clientAddress, (datagram) =>
    recordsIn(datagram).map((record) => {
      const [whole] = record.epoch === 0 ? parseFragments(record.fragment) : [];
      const hello = whole?.type === 1 ? parseClientHello(whole.data).value : undefined;
      if (whole === undefined || hello === undefined) return printRecord(record);
      const body = printClientHello({ ...hello, extensions: new Map() });
      return printRecord({ ...record, fragment: printMessage({ type: 1, sequence: whole.sequence, body }) });
    }),
  );
  const { report } = await pair.connect();
  assert.equal(report.alertReceived, "decrypt_error");
  const [served] = pair.reports;
  assert.deepEqual([served?.outcome, served?.alertSent], ["protocol error", "decrypt_error"]);
  assert.match(served?.explanation ?? "", /the key is right, but it is about other messages/u);
  assert.equal(pair.sessions.length, 0);
});

test("a Finished of another length is refused with decode_error", () => {
  const [suite, master] = [suiteOf(0xc0a8) ?? assert.fail("no suite"), new Secret(new Uint8Array(48))];
  for (const length of [0, 11, 13]) {
    const message = { type: handshakeTypes.Finished, sequence: 3, body: new Uint8Array(length) };
    assert.equal(checkFinished(new Conversation(), message, suite, master, "client")?.alert, "decode_error");
  }
});

test("pitfall 14: both sides use the extended master secret, and a session without it is not resumed", async () => {
  const pair = simulatedPair();
  await pair.connect();
  const raw = new RawClient(pair, clientAddress);
  const sessionId = new Uint8Array(32).fill(1);
  await raw.greet({ sessionId });
  assert.equal(raw.messages("ServerHelloDone").length, 1, "an unknown session begins a full handshake");
  assert.notDeepEqual(raw.serverHello()?.sessionId, sessionId);
});

test("pitfall 14: to resume a session with the extended master secret without offering it is refused", async () => {
  const pair = simulatedPair({ clientSetup: { usesTickets: false } });
  let id: Uint8Array | undefined;
  const { network } = pair;
  network.onSend.event(({ from, data }) => {
    if (from.port !== serverAddress.port) return;
    for (const { fragment, epoch } of recordsIn(data))
      for (const { type, data: body } of epoch === 0 ? parseFragments(fragment) : [])
        if (type === 2) id = Uint8Array.from(body.subarray(35, 67));
  });
  await pair.connect();
  const raw = new RawClient(pair);
  await raw.greet({ sessionId: id ?? assert.fail("no session id"), extensions: new Map() });
  assert.deepEqual(raw.alerts(), ["handshake_failure"]);
  assert.match(pair.reports.at(-1)?.explanation ?? "", /extended master secret.*RFC 7627/su);
});

test("pitfall 15: an unknown identity is told to both sides and named", async () => {
  const pair = simulatedPair();
  const { report } = await pair.connect({ identity: "thermostat-7\u0007" });
  assert.deepEqual([report.outcome, report.alertReceived], ["unknown identity", "unknown_psk_identity"]);
  const [served] = pair.reports;
  assert.deepEqual([served?.outcome, served?.identity], ["unknown identity", "thermostat-7\u0007"]);
  assert.match(served?.explanation ?? "", /"thermostat-7\\u0007", and there is no key for it here.*Add credentials/su);
});

test("pitfall 15: identities of 128 bytes, bytes that are no text, and keys of 0 and 64 bytes work", async () => {
  for (const [name, length] of [
    ["x".repeat(128), 64],
    ["", 16],
    ["Wärme", 1],
    ["empty", 0],
  ] as const) {
    const pair = simulatedPair();
    const secret = new Secret(new Uint8Array(length).fill(5));
    pair.keys.set(name, secret);
    assert.equal((await pair.connect({ identity: name, key: secret })).report.outcome, "completed", name);
  }
});

test("an identity that is too long is refused with its length", async () => {
  const pair = simulatedPair();
  const { report } = await pair.connect({ identity: "x".repeat(129) });
  assert.equal(report.alertReceived, "illegal_parameter");
  assert.match(pair.reports[0]?.explanation ?? "", /129 bytes/u);
});

test("a message in the wrong place ends the handshake with unexpected_message", async () => {
  const pair = simulatedPair();
  const raw = new RawClient(pair);
  await raw.greet();
  raw.sendMessage("CertificateVerify", 2, new Uint8Array(4));
  await pair.clock.advance(50);
  assert.deepEqual(raw.alerts(), ["unexpected_message"]);
  assert.match(pair.reports[0]?.explanation ?? "", /CertificateVerify where ClientKeyExchange was due/u);
});

test("an alert of the client ends its handshake and is named; warnings do not", async () => {
  const pair = simulatedPair();
  const raw = new RawClient(pair);
  await raw.greet();
  raw.sendRecord({ type: contentTypes.Alert, fragment: printAlert("warning", "no_renegotiation") });
  raw.sendRecord({ type: contentTypes.Alert, fragment: Uint8Array.of(2) });
  await pair.clock.advance(50);
  const early = pair.reports.length;
  raw.sendRecord({ type: contentTypes.Alert, fragment: printAlert("fatal", "internal_error") });
  await pair.clock.advance(50);
  assert.equal(early, 0);
  const [report] = pair.reports;
  assert.deepEqual([report?.outcome, report?.alertReceived], ["alert from the peer", "internal_error"]);
  assert.match(
    report?.explanation ?? "",
    /after our ServerHelloDone with the alert internal_error\. Something failed inside/u,
  );
});

test("a client that falls silent is reported with the step it came to", async () => {
  const pair = simulatedPair();
  const raw = new RawClient(pair);
  await raw.greet();
  await pair.clock.advance(100_000);
  const [report] = pair.reports;
  assert.deepEqual([report?.outcome, report?.step, report?.retransmissions], ["silence", "ServerHelloDone", 5]);
  assert.equal(raw.messages("ServerHello").length, 6);
  assert.equal(pair.clock.timers, 0);
});

test("a client that begins anew ends its handshake; one that repeats its ClientHello gets the same answer again", async () => {
  const pair = simulatedPair();
  const raw = new RawClient(pair);
  await raw.greet();
  await pair.clock.advance(500);
  await raw.greet();
  assert.equal(pair.reports.length, 0);
  const [first, second] = raw.messages("ServerHello");
  assert.deepEqual(first?.data, second?.data);
  await raw.greet({ random: new Uint8Array(32).fill(1) });
  assert.deepEqual(
    pair.reports.map(({ outcome }) => outcome),
    ["started over"],
  );
});

test("pitfall 25: no more handshakes are half open than the limit says; the oldest makes room", async () => {
  const pair = simulatedPair({ limits: { halfOpen: 3 } });
  for (let index = 0; index < 10; index++) await new RawClient(pair, { host: "192.0.2.9", port: 1000 + index }).greet();
  assert.deepEqual(
    pair.reports.map(({ outcome, peer }) => [outcome, peer.port]),
    [1000, 1001, 1002, 1003, 1004, 1005, 1006].map((port) => ["canceled", port]),
  );
  assert.equal(pair.clock.timers, 3);
});

test("pitfall 25: a host that begins more and more handshakes drives out none of another one", async () => {
  const pair = simulatedPair({ limits: { halfOpen: 4 } });
  const patient = new RawClient(pair, { host: "192.0.2.8", port: 1 });
  await patient.greet();
  for (let index = 0; index < 10; index++) await new RawClient(pair, { host: "192.0.2.9", port: 1000 + index }).greet();
  await new RawClient(pair, { host: "192.0.2.10", port: 1 }).greet();
  assert.equal(pair.reports.length, 8);
  assert.ok(pair.reports.every(({ outcome, peer }) => outcome === "canceled" && peer.host === "192.0.2.9"));
});
