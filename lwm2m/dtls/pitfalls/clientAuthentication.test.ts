import assert from "node:assert/strict";
import { test } from "node:test";
import { PrivateKey } from "../../base/privateKey.js";
import { seededBytes } from "../../base/testing/seededBytes.js";
import { SimulatedClock } from "../../base/testing/simulatedClock.js";
import { ecKeys } from "../certificates/testing/issueCertificate.js";
import type { ClientCredentials, PeerVerifier, PresentedCredential } from "../credentials.js";
import { createKeyShare } from "../crypto/keyAgreement.js";
import { createClientMachine } from "../handshake/clientMachine.js";
import { createServerMachine } from "../handshake/serverMachine.js";
import type { Step } from "../handshake/step.js";
import { RecordLayer } from "../record/recordLayer.js";
import { HandshakeDraft } from "../report/handshakeDraft.js";
import { handshakeTypes } from "../tables/handshakeTypes.js";
import { certificates, rawPublicKeys, type KnownPair } from "../testing/keyPairs.js";
import { RawClient } from "../testing/rawClient.js";
import { rewriteMessages } from "../testing/rewriteMessages.js";
import { clientAddress, serverAddress, simulatedPair } from "../testing/simulatedPair.js";
import { printCertificateMessage } from "../wire/certificateMessage.js";
import { parseCertificateRequest, printCertificateRequest } from "../wire/certificateRequest.js";
import { parseClientHello } from "../wire/clientHello.js";
import { printEcdhClientKeyExchange } from "../wire/ecdhKeyExchange.js";
import type { HandshakeMessage } from "../wire/handshakeMessage.js";

const kinds: readonly (readonly [string, () => KnownPair])[] = [
  ["raw public keys", () => rawPublicKeys()],
  ["certificates", () => certificates()],
];

for (const [name, make] of kinds) {
  test(`pitfall 19: with ${name}, an empty Certificate is legal and told as what it is`, async () => {
    const known = make();
    const pair = simulatedPair({ credentials: known.server });
    rewriteMessages(pair.network, clientAddress, { Certificate: () => Uint8Array.of(0, 0, 0) });
    const { report } = await pair.connectWith(known.client);
    assert.equal(report.alertReceived, "handshake_failure");
    const [served] = pair.reports;
    assert.deepEqual(
      [served?.outcome, served?.alertSent, served?.step],
      ["no certificate", "handshake_failure", "Certificate of the client"],
    );
    assert.match(served?.explanation ?? "", /showed none, so nobody knows who it is.*\/0\/x\/3/su);
    assert.equal(pair.sessions.length, 0);
  });

  test(`pitfall 19: with ${name}, nobody gets in who does not have the private key`, async () => {
    const known = make();
    // Somebody on the way shows what is ours, and signs with another key; a CertificateVerify of zeros; and none at all.
    for (const [change, alert, outcome] of [
      [(body: Uint8Array) => body.with(-1 + body.length, (body.at(-1) ?? 0) ^ 1), "decrypt_error", "wrong private key"],
      [() => Uint8Array.of(4, 3, 0, 0), "decrypt_error", "wrong private key"],
      [() => Uint8Array.of(4, 1, 0, 0), "illegal_parameter", "protocol error"],
      [() => Uint8Array.of(4, 3, 0, 9), "decode_error", "protocol error"],
    ] as const) {
      const pair = simulatedPair({ credentials: known.server });
      rewriteMessages(pair.network, clientAddress, { CertificateVerify: change });
      const { report } = await pair.connectWith(known.client);
      assert.equal(report.alertReceived, alert);
      assert.equal(pair.reports[0]?.outcome, outcome);
      assert.equal(pair.sessions.length, 0);
    }
  });

  test(`pitfall 19: with ${name}, messages in another order are refused, and Finished alone establishes nothing`, async () => {
    const known = make();
    const pair = simulatedPair({ credentials: known.server });
    const types =
      known.client.kind === "rpk" ? [[19, Uint8Array.of(1, 2)] as const, [20, Uint8Array.of(1, 2)] as const] : [];
    const extensions = new Map(types);
    const early = new RawClient(pair);
    await early.greet({ suites: [0xc0ae], extensions });
    early.sendMessage("ClientKeyExchange", 2, new Uint8Array(66));
    await pair.clock.advance(50);
    assert.deepEqual(early.alerts(), ["unexpected_message"]);
    assert.match(pair.reports[0]?.explanation ?? "", /ClientKeyExchange where Certificate was due/u);

    const raw = new RawClient(pair, { host: "192.0.2.7", port: 1 });
    await raw.greet({ suites: [0xc0ae], extensions });
    raw.sendMessage("Certificate", 2, printCertificateMessage(shownBy(known.client)));
    raw.sendMessage("ClientKeyExchange", 3, printEcdhClientKeyExchange(createKeyShare("P-256").publicKey));
    raw.sendRecord({ epoch: 1, sequence: 0, fragment: new Uint8Array(40) });
    raw.sendMessage("Finished", 4, new Uint8Array(12));
    await pair.clock.advance(200_000);
    assert.equal(pair.sessions.length, 0);
    assert.deepEqual([pair.reports[1]?.outcome, pair.reports[1]?.step], ["silence", "ClientKeyExchange"]);
  });
}

/** What a client shows, without the key for it. */
function shownBy(client: ClientCredentials): PresentedCredential | undefined {
  if (client.kind === "psk") return undefined;
  if (client.kind === "x509") return { kind: "x509", chain: client.chain };
  const publicKey = client.privateKey.publicKeyInfo;
  return { kind: "rpk", publicKey: Uint8Array.from(publicKey) };
}

/** A client with the same credential and another private key. */
function withOtherKey(client: ClientCredentials): ClientCredentials {
  assert.ok(client.kind === "x509");
  return { ...client, privateKey: new PrivateKey(ecKeys().privateKey) };
}

test("a client whose private key does not belong to its certificate begins nothing, and says why", async () => {
  const known = certificates();
  const pair = simulatedPair({ credentials: known.server });
  let sent = 0;
  pair.network.onSend.event(() => sent++);
  const { report } = await pair.connectWith(withOtherKey(known.client));
  assert.deepEqual([report.outcome, report.step, report.alertSent], ["wrong private key", "nothing", undefined]);
  assert.match(report.explanation, /private key that is set up here does not belong to our own certificate/u);
  assert.equal(sent, 0);
});

test("pitfall 19: a client whose key does not fit what the server asks for shows nothing, and says why", async () => {
  const known = certificates();
  const pair = simulatedPair({ credentials: known.server });
  rewriteMessages(pair.network, serverAddress, {
    CertificateRequest: (body) => {
      const request = parseCertificateRequest(body).value;
      return request && printCertificateRequest({ ...request, signatures: [0x0401] });
    },
  });
  const { report } = await pair.connectWith(known.client);
  assert.deepEqual([report.outcome, report.alertReceived], ["no certificate", "handshake_failure"]);
  assert.match(report.explanation, /asks for signatures with RSA with SHA-256, and our key signs with ECDSA/u);
  assert.equal(pair.reports[0]?.outcome, "no certificate");
});

test("pitfall 19: a server that does not ask who we are is shown nothing", () => {
  const known = certificates();
  const [clock, random] = [new SimulatedClock(), seededBytes(1)];
  const draft = (role: "client" | "server"): HandshakeDraft =>
    new HandshakeDraft({ role, peer: serverAddress, local: clientAddress, clock });
  const common = { clock, random, serverName: undefined, session: undefined };
  const records = (): RecordLayer => new RecordLayer();
  const client = createClientMachine({
    ...common,
    credentials: known.client,
    records: records(),
    draft: draft("client"),
  });
  const [first] = messagesOf(client.start());
  const hello = first && parseClientHello(first.body).value;
  assert.ok(first && hello);
  const parts = { ...common, message: first, hello, problem: undefined, findSession: () => undefined };
  const server = createServerMachine({
    ...parts,
    credentials: known.server,
    records: records(),
    draft: draft("server"),
    cachesSessions: false,
  });
  const said = messagesOf(server.start()).filter(({ type }) => type !== handshakeTypes.CertificateRequest);
  const answers = said.map((message, sequence) => client.receive({ ...message, sequence }));
  const last = answers.at(-1);
  assert.ok(last?.kind === "send", JSON.stringify(last));
  assert.deepEqual(
    messagesOf(last).map(({ type }) => type),
    [handshakeTypes.ClientKeyExchange, handshakeTypes.Finished],
  );
});

function messagesOf(step: Step): readonly HandshakeMessage[] {
  return step.kind === "send" ? step.flight.flatMap((item) => (item.kind === "message" ? [item.message] : [])) : [];
}

test("a verifier that throws lets nobody in, and the user learns that it is not the device's fault", async () => {
  const known = rawPublicKeys();
  const verifyPeer: PeerVerifier = () => {
    throw new Error("The store is locked.");
  };
  const pair = simulatedPair({ credentials: { ...known.server, verifyPeer } });
  const { report } = await pair.connectWith(known.client);
  assert.equal(report.alertReceived, "certificate_unknown");
  assert.equal(pair.reports[0]?.outcome, "not trusted");
  assert.match(pair.reports[0].explanation, /because of an error here/u);
});

test("a client whose verifier throws connects to nobody, and hears why; also when it would resume", async () => {
  const known = rawPublicKeys();
  assert.ok(known.client.kind === "rpk");
  const pair = simulatedPair({ credentials: known.server });
  const verifyPeer: PeerVerifier = () => {
    throw new Error("The store is locked.");
  };
  await pair.connectWith(known.client);
  const { report } = await pair.connectWith({ ...known.client, verifyPeer });
  assert.deepEqual([report.outcome, report.alertSent, report.isResumed], ["not trusted", "certificate_unknown", false]);
  assert.match(report.explanation, /because of an error here/u);
});
