import assert from "node:assert/strict";
import { test } from "node:test";
import { printAlert, type AlertName } from "./tables/alerts.js";
import { contentTypes } from "./tables/contentTypes.js";
import { handshakeTypes, type HandshakeTypeName } from "./tables/handshakeTypes.js";
import { printNewSessionTicket } from "./wire/newSessionTicket.js";
import { recordsIn } from "./testing/recordsIn.js";
import { identity, key, simulatedPair } from "./testing/simulatedPair.js";
import { parseFragments, printMessage } from "./wire/handshakeMessage.js";
import { printHelloVerifyRequest } from "./wire/helloVerifyRequest.js";
import { printRecord } from "./wire/record.js";
import { printServerHello, type ServerHello } from "./wire/serverHello.js";

const address = { host: "192.0.2.20", port: 5684 };

const good: ServerHello = {
  version: 0xfefd,
  random: new Uint8Array(32).fill(3),
  sessionId: new Uint8Array(),
  suite: 0xc0a8,
  compression: 0,
  extensions: new Map(),
};

/** A message or an alert that a server answers with. */
type Answer = readonly [HandshakeTypeName, number, Uint8Array] | AlertName;

/** Connects to a server that answers each ClientHello, or later flight, with the next of these answers. */
async function connectTo(...flights: readonly (readonly Answer[])[]) {
  const { client, network, clock } = simulatedPair();
  const socket = network.socket(address.host, address.port);
  let sequence = 0;
  let flight = 0;
  const heard: string[] = [];
  socket.onDatagram(({ data, from }) => {
    for (const { type, epoch, fragment } of recordsIn(data)) {
      if (type === contentTypes.Alert && epoch === 0) heard.push(`alert ${fragment[1] ?? "?"}`);
      for (const part of type === contentTypes.Handshake && epoch === 0 ? parseFragments(fragment) : [])
        heard.push(`${part.type}/${part.sequence}`);
    }
    for (const answer of flights[flight++] ?? []) {
      const isAlert = typeof answer === "string";
      const content = isAlert
        ? printAlert("fatal", answer)
        : printMessage({ type: handshakeTypes[answer[0]], sequence: answer[1], body: answer[2] });
      const type = isAlert ? contentTypes.Alert : contentTypes.Handshake;
      socket.send(printRecord({ type, version: 0xfefd, epoch: 0, sequence: sequence++, fragment: content }), from);
    }
  });
  const options = { credentials: { kind: "psk", identity, key } as const };
  const { report } = await clock.until(client.connect(address, options));
  await clock.advance(100);
  return { report, heard };
}

function hello(changes: Partial<ServerHello> = {}, sequence = 0): Answer {
  return ["ServerHello", sequence, printServerHello({ ...good, ...changes })];
}

test("a ServerHello with something that was not offered is refused with the right alert", async () => {
  for (const [changes, outcome, alert] of [
    [{ suite: 0xc02b }, "protocol error", "illegal_parameter"],
    [{ compression: 1 }, "protocol error", "illegal_parameter"],
    [{ version: 0xfeff }, "unsupported version", "protocol_version"],
    [{ extensions: new Map([[53, Uint8Array.of(0)]]) }, "protocol error", "unsupported_extension"],
    [{ extensions: new Map([[0xff01, Uint8Array.of(1, 1)]]) }, "protocol error", "handshake_failure"],
    [{ extensions: new Map([[22, new Uint8Array()]]) }, "protocol error", "illegal_parameter"],
    [{ extensions: new Map([[11, Uint8Array.of(1, 1)]]) }, "protocol error", "illegal_parameter"],
    [{ extensions: new Map([[20, Uint8Array.of(2)]]) }, "protocol error", "unsupported_extension"],
    [{ extensions: new Map([[23, Uint8Array.of(0)]]) }, "protocol error", "decode_error"],
  ] as const) {
    const { report } = await connectTo([hello(changes)]);
    assert.deepEqual([report.outcome, report.alertSent], [outcome, alert]);
  }
});

test("a server that answers with CoAP without DTLS is told as that, but one datagram alone proves nothing", async () => {
  const { client, network, clock } = simulatedPair();
  const socket = network.socket(address.host, address.port);
  let answers = 0;
  // An empty RST, as to a message that nobody understands.
  socket.onDatagram(({ from }) => {
    answers++;
    socket.send(Uint8Array.of(0x70, 0, 0, 1), from);
  });
  const connecting = client.connect(address, { credentials: { kind: "psk", identity, key } });
  await clock.advance(500);
  assert.equal(answers, 1);
  const { report } = await clock.until(connecting);
  assert.deepEqual([report.outcome, report.retransmissions], ["not DTLS", 1]);
  assert.match(
    report.explanation,
    /does not speak DTLS\. It answers our ClientHello with CoAP.*port for DTLS, which is 5684/su,
  );
});

test("damaged messages and messages in the wrong place end the handshake", async () => {
  for (const [answers, alert] of [
    [[["ServerHello", 0, new Uint8Array(5)]], "decode_error"],
    [[["HelloVerifyRequest", 0, new Uint8Array(2)]], "decode_error"],
    [[hello(), ["ServerKeyExchange", 1, Uint8Array.of(0, 9)]], "decode_error"],
    [[hello(), ["ServerHelloDone", 1, Uint8Array.of(0)]], "decode_error"],
    [[["ServerHelloDone", 0, new Uint8Array()]], "unexpected_message"],
    [[hello(), ["Certificate", 1, new Uint8Array(3)]], "unexpected_message"],
  ] as const) {
    const { report } = await connectTo([...answers]);
    assert.deepEqual([report.outcome, report.alertSent], ["protocol error", alert]);
  }
});

test("a session ticket that was not promised, and a damaged one, end the handshake", async () => {
  for (const [extensions, body, alert] of [
    [new Map(), printNewSessionTicket({ lifetime: 1, ticket: Uint8Array.of(1) }), "unexpected_message"],
    [new Map([[35, new Uint8Array()]]), Uint8Array.of(1, 2, 3), "decode_error"],
  ] as const) {
    const upToDone: readonly Answer[] = [hello({ extensions }), ["ServerHelloDone", 1, new Uint8Array()]];
    const { report } = await connectTo(upToDone, [["NewSessionTicket", 2, body]]);
    assert.deepEqual([report.outcome, report.alertSent], ["protocol error", alert]);
  }
});

test("pitfall 15: a hint of the server is passed over, and so is that there is none", async () => {
  for (const hint of [[["ServerKeyExchange", 1, Uint8Array.of(0, 1, 65)] as const], []]) {
    const { heard } = await connectTo([hello(), ...hint, ["ServerHelloDone", 1 + hint.length, new Uint8Array()]]);
    assert.ok(heard.includes("16/1"), "ClientKeyExchange");
  }
});

test("an alert of the server says what went wrong", async () => {
  for (const [alert, outcome, words] of [
    ["handshake_failure", "no common cipher suite", /none of our cipher suites.*TLS_PSK_WITH_AES_128_CCM_8/su],
    ["insufficient_security", "no common cipher suite", /none of our cipher suites/u],
    ["protocol_version", "unsupported version", /does not speak DTLS 1\.2/u],
    ["internal_error", "alert from the peer", /internal_error.*inside it/su],
    ["unknown_psk_identity", "unknown identity", /does not know the PSK identity "thermostat-1"/u],
  ] as const) {
    const { report } = await connectTo([alert]);
    assert.deepEqual([report.outcome, report.alertReceived], [outcome, alert]);
    assert.match(report.explanation, words);
  }
});

test("pitfall 10: a server that falls silent or says goodbye after our Finished has most likely another key", async () => {
  const upToDone: readonly Answer[] = [hello(), ["ServerHelloDone", 1, new Uint8Array()]];
  for (const [answers, outcome] of [
    [[], "silence"],
    [["close_notify"], "alert from the peer"],
  ] as const) {
    const { report } = await connectTo(upToDone, answers);
    assert.equal(report.outcome, outcome);
    assert.match(report.explanation, /Most likely.*"thermostat-1".*16 bytes/su);
  }
  for (const alert of ["bad_record_mac", "decrypt_error"] as const)
    assert.equal((await connectTo(upToDone, [alert])).report.outcome, "wrong key");
});

test("a server that has forgotten its cookie may ask again with the same number, but not forever", async () => {
  const ask = (cookie: number): readonly Answer[] => [
    ["HelloVerifyRequest", 0, printHelloVerifyRequest(Uint8Array.of(cookie))],
  ];
  const { heard, report } = await connectTo(ask(1), ask(2), [hello({ suite: 0xc02b }, 1)]);
  assert.deepEqual(heard.slice(0, 3), ["1/0", "1/1", "1/1"]);
  assert.equal(report.alertSent, "illegal_parameter");
  const stubborn = await connectTo(...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(ask));
  assert.equal(stubborn.report.outcome, "no answer after HelloVerifyRequest");
});
