import assert from "node:assert/strict";
import { test } from "node:test";
import { seededBytes } from "../../base/testing/seededBytes.js";
import { SimulatedClock } from "../../base/testing/simulatedClock.js";
import type { ClientCredentials, ServerCredentials } from "../credentials.js";
import { RecordLayer } from "../record/recordLayer.js";
import { HandshakeDraft } from "../report/handshakeDraft.js";
import { handshakeTypes, type HandshakeTypeName } from "../tables/handshakeTypes.js";
import { certificates, certifiedName } from "../testing/keyPairs.js";
import { preferring } from "../testing/preferSuite.js";
import { clientAddress, identity, key, serverAddress } from "../testing/simulatedPair.js";
import { parseClientHello } from "../wire/clientHello.js";
import type { HandshakeMessage } from "../wire/handshakeMessage.js";
import { createClientMachine } from "./clientMachine.js";
import type { HandshakeMachine } from "./machine.js";
import type { ResumableSession } from "./resumableSession.js";
import { createServerMachine } from "./serverMachine.js";
import type { Step } from "./step.js";

type Side = "client" | "server";

interface Credentials {
  readonly client: ClientCredentials;
  readonly server: ServerCredentials;
}

const psk: Credentials = { client: { kind: "psk", identity, key }, server: { psk: () => key } };

/** Two machines that talk without a network between them. Yields each message before its receiver takes it. */
function* talk(
  { client, server }: Credentials,
  resumed?: ResumableSession,
): Generator<{ readonly to: Side; readonly machine: HandshakeMachine; readonly message: HandshakeMessage }, Step> {
  const clock = new SimulatedClock();
  const draft = (role: Side, peer = serverAddress) => new HandshakeDraft({ role, peer, local: clientAddress, clock });
  const parts = { clock, records: new RecordLayer(), session: resumed, serverName: certifiedName };
  const ours = createClientMachine({ ...parts, credentials: client, random: seededBytes(1), draft: draft("client") });
  let step = ours.start();
  const [message] = messagesOf(step);
  const hello = message && parseClientHello(message.body).value;
  if (message === undefined || hello === undefined) return step;
  const theirs = createServerMachine({
    clock,
    credentials: server,
    random: seededBytes(2),
    records: new RecordLayer(),
    draft: draft("server", clientAddress),
    message,
    hello,
    problem: undefined,
    findSession: () => resumed,
    cachesSessions: true,
  });
  const machines = { client: ours, server: theirs };
  step = theirs.start();
  for (let to: Side = "client"; step.kind === "send" || step.kind === "complete";) {
    const messages = messagesOf(step);
    if (messages.length === 0) break;
    for (const next of messages) {
      yield { to, machine: machines[to], message: next };
      step = machines[to].receive(next);
    }
    to = to === "client" ? "server" : "client";
  }
  return step;
}

function messagesOf(step: Step): readonly HandshakeMessage[] {
  const flight = step.kind === "send" ? step.flight : step.kind === "complete" ? step.lastFlight : undefined;
  return (flight ?? []).flatMap((item) => (item.kind === "message" ? [item.message] : []));
}

/** The session that a whole conversation makes. */
function sessionOf(credentials: Credentials): ResumableSession {
  const talking = talk(credentials);
  let turn = talking.next();
  while (turn.done !== true) turn = talking.next();
  return turn.value.kind === "complete" ? turn.value.agreement.session : assert.fail("no session");
}

/** What stops the machine that the message at a position is for, if another message comes in its place. */
function replaced(position: number, name: HandshakeTypeName, ...talking: Parameters<typeof talk>): Step {
  let count = 0;
  for (const { machine, message } of talk(...talking))
    if (count++ === position)
      return machine.receive({ ...message, type: handshakeTypes[name], body: new Uint8Array() });
  return assert.fail("no such message");
}

/** Before each message that is due: all types that are not refused as out of place there. */
function taken(...talking: Parameters<typeof talk>): readonly string[] {
  const names = new Map<number, string>(Object.entries(handshakeTypes).map(([name, code]) => [code, name]));
  return [...talk(...talking)].map(({ to, message }, position) => {
    const fits = (Object.keys(handshakeTypes) as HandshakeTypeName[]).filter((name) => {
      const step = replaced(position, name, ...talking);
      return step.kind !== "fail" || step.alert !== "unexpected_message";
    });
    return `${to} < ${names.get(message.type) ?? "?"}: ${fits.join(", ")}`;
  });
}

test("with a pre-shared key, each message that is out of place is unexpected_message, in every state of both sides", () => {
  assert.deepEqual(taken(psk), [
    "client < ServerHello: HelloRequest, ServerHello, HelloVerifyRequest",
    "client < ServerHelloDone: HelloRequest, ServerKeyExchange, ServerHelloDone",
    "server < ClientKeyExchange: ClientKeyExchange",
    "server < Finished: Finished",
    "client < Finished: HelloRequest, Finished",
  ]);
});

test("with ECDHE and a pre-shared key, each message that is out of place is unexpected_message", async () => {
  await preferring("TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256", () => {
    assert.deepEqual(taken(psk).slice(1, 4), [
      "client < ServerKeyExchange: HelloRequest, ServerKeyExchange",
      "client < ServerHelloDone: HelloRequest, ServerHelloDone",
      "server < ClientKeyExchange: ClientKeyExchange",
    ]);
    return Promise.resolve();
  });
});

test("with certificates, each message that is out of place is unexpected_message", () => {
  assert.deepEqual(taken(certificates()), [
    "client < ServerHello: HelloRequest, ServerHello, HelloVerifyRequest",
    "client < Certificate: HelloRequest, Certificate",
    "client < ServerKeyExchange: HelloRequest, ServerKeyExchange",
    "client < CertificateRequest: HelloRequest, CertificateRequest, ServerHelloDone",
    "client < ServerHelloDone: HelloRequest, ServerHelloDone",
    "server < Certificate: Certificate",
    "server < ClientKeyExchange: ClientKeyExchange",
    "server < CertificateVerify: CertificateVerify",
    "server < Finished: Finished",
    "client < Finished: HelloRequest, Finished",
  ]);
});

test("in a resumed handshake, each message that is out of place is unexpected_message", () => {
  assert.deepEqual(taken(psk, sessionOf(psk)), [
    "client < ServerHello: HelloRequest, ServerHello, HelloVerifyRequest",
    "client < Finished: HelloRequest, Finished",
    "server < Finished: Finished",
  ]);
});
