import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { concatBytes, fromUtf8 } from "../../base/bytes.js";
import { Secret } from "../../base/secret.js";
import { seededBytes } from "../../base/testing/seededBytes.js";
import { SimulatedClock } from "../../base/testing/simulatedClock.js";
import { RecordLayer } from "../record/recordLayer.js";
import { HandshakeDraft } from "../report/handshakeDraft.js";
import { handshakeTypes } from "../tables/handshakeTypes.js";
import { cipherSuites } from "../tables/suites.js";
import { createClientMachine } from "./clientMachine.js";
import { Conversation } from "./conversation.js";

const [suite] = cipherSuites;

test("pitfall 3: what counts are the messages with their headers, as if none had been cut", () => {
  assert.ok(suite);
  const conversation = new Conversation(1);
  conversation.hear({ type: 1, sequence: 1, body: fromUtf8("hello") });
  conversation.say("ServerHello", fromUtf8("hi"));
  const expected = concatBytes(
    Uint8Array.of(1, 0, 0, 5, 0, 1, 0, 0, 0, 0, 0, 5),
    fromUtf8("hello"),
    Uint8Array.of(2, 0, 0, 2, 0, 1, 0, 0, 0, 0, 0, 2),
    fromUtf8("hi"),
  );
  assert.deepEqual(conversation.hash(suite), createHash("sha256").update(expected).digest());
});

test("pitfall 3: the first ClientHello does not count once HelloVerifyRequest has come", () => {
  assert.ok(suite);
  const [restarted, fresh] = [new Conversation(), new Conversation(1)];
  restarted.say("ClientHello", fromUtf8("without a cookie"));
  restarted.restart();
  const items = [restarted, fresh].map((conversation) => conversation.say("ClientHello", fromUtf8("with a cookie")));
  assert.deepEqual(items[0], items[1]);
  assert.deepEqual(restarted.hash(suite), fresh.hash(suite));
});

test("pitfall 3: HelloRequest is passed over in the middle of a handshake", () => {
  const clock = new SimulatedClock();
  const peer = { host: "192.0.2.1", port: 5684 };
  const machine = createClientMachine({
    credentials: { kind: "psk", identity: "x", key: new Secret(fromUtf8("y")) },
    serverName: undefined,
    clock,
    random: seededBytes(1),
    records: new RecordLayer(),
    draft: new HandshakeDraft({ role: "client", peer, local: peer, clock }),
    session: undefined,
  });
  assert.equal(machine.start().kind, "send");
  const helloRequest = { type: handshakeTypes.HelloRequest, sequence: 0, body: new Uint8Array() };
  assert.deepEqual(machine.receive(helloRequest), { kind: "wait" });
  assert.equal(machine.receive({ ...helloRequest, type: handshakeTypes.Finished }).kind, "fail");
});
