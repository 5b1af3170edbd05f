import assert from "node:assert/strict";
import { test } from "node:test";
import { PrivateKey } from "../../base/privateKey.js";
import { ecKeys, purposes } from "../certificates/testing/issueCertificate.js";
import type { ClientCredentials, PeerVerifier } from "../credentials.js";
import type { HandshakeOutcome } from "../handshakeReport.js";
import { certificates, certifiedName, rawPublicKeys, trusting, type KnownPair } from "../testing/keyPairs.js";
import { RawClient } from "../testing/rawClient.js";
import { rewriteMessages } from "../testing/rewriteMessages.js";
import { clientAddress, identity, key, serverAddress, simulatedPair } from "../testing/simulatedPair.js";
import { parseServerHello } from "../wire/serverHello.js";

/** The simulated clock begins in November 2023. */
const past = { from: Date.UTC(2020, 0, 1), to: Date.UTC(2021, 0, 1) } as const;
const future = { from: Date.UTC(2030, 0, 1), to: Date.UTC(2031, 0, 1) } as const;

/** How both sides tell a handshake, of which one refuses what the other shows. */
async function told(known: KnownPair, serverName?: string) {
  const hasKeys = known.server.verifyPeer === undefined;
  const pair = simulatedPair(hasKeys ? {} : { serverSetup: { server: known.server } });
  const { report, session } = await pair.connectWith(known.client, serverName);
  await pair.clock.advance(50);
  assert.equal(session, undefined);
  assert.equal(pair.sessions.length, 0);
  const [served] = pair.reports;
  assert.ok(served);
  return { client: report, server: served };
}

test("pitfall 20: a device's certificate that is not good is refused with the right alert, and both sides say why", async () => {
  const stranger = certificates();
  for (const [known, outcome, alert, words] of [
    [
      certificates({ client: past }),
      "certificate expired",
      "certificate_expired",
      /thermostat-1.*expired on 2021-01-01/su,
    ],
    [
      certificates({ client: future }),
      "certificate not yet valid",
      "certificate_expired",
      /thermostat-1.*valid from 2030-01-01/su,
    ],
    [
      certificates({ client: { purposes: [purposes.serverAuth] } }),
      "wrong usage",
      "unsupported_certificate",
      /thermostat-1.*clientAuth/su,
    ],
    [
      certificates({ client: { keyUsage: ["keyAgreement"] } }),
      "wrong usage",
      "unsupported_certificate",
      /digitalSignature/u,
    ],
    [{ client: stranger.client, server: certificates().server }, "not trusted", "unknown_ca", /Authority/u],
  ] as const) {
    // The client takes any server, so that it is the server that refuses.
    const client = { ...known.client, verifyPeer: trustAnybody };
    const { client: ours, server } = await told({ client, server: known.server });
    assert.deepEqual([server.outcome, server.alertSent], [outcome, alert]);
    assert.match(server.explanation, /^The certificate of the device at 192\.0\.2\.2:40000/u);
    assert.match(server.explanation, words);
    assert.equal(server.presented?.kind, "x509");
    assert.equal(server.peerIdentity, undefined, "nothing is proved");
    assert.equal(ours.alertReceived, alert);
    assert.match(ours.explanation, /^The server at 192\.0\.2\.1:5684 /u);
  }
});

const trustAnybody: PeerVerifier = () => ({ kind: "trusted", identity: { kind: "psk", identity: "anybody" } });

test("pitfall 20: so is a server's, and a name that is not the one in the URI", async () => {
  for (const [known, outcome, alert, words] of [
    [certificates({ server: past }), "certificate expired", "certificate_expired", /expired on 2021-01-01/u],
    [
      certificates({ server: { purposes: [purposes.clientAuth] } }),
      "wrong usage",
      "unsupported_certificate",
      /serverAuth/u,
    ],
    [
      certificates({ server: { dns: ["other.example.org"] } }),
      "wrong name",
      "certificate_unknown",
      /other\.example\.org/u,
    ],
    [{ client: certificates().client, server: certificates().server }, "not trusted", "unknown_ca", /Authority/u],
  ] as const) {
    const { client, server } = await told(known, certifiedName);
    assert.deepEqual([client.outcome, client.alertSent], [outcome, alert]);
    assert.match(client.explanation, words);
    assert.equal(server.alertReceived, alert);
    assert.match(server.explanation, /refused our certificate with the alert|the alert/u);
  }
});

test("pitfall 18: a Certificate of a raw public key is a bare SubjectPublicKeyInfo, and one type is answered", async () => {
  const known = rawPublicKeys();
  const pair = simulatedPair({ credentials: known.server });
  const bodies: Uint8Array[] = [];
  const answered: (Uint8Array | undefined)[] = [];
  rewriteMessages(pair.network, serverAddress, {
    Certificate: (body) => (bodies.push(body), body),
    ServerHello: (body) => {
      const extensions = parseServerHello(body).value?.extensions;
      answered.push(extensions?.get(19), extensions?.get(20));
      return body;
    },
  });
  assert.ok((await pair.connectWith(known.client)).session);
  const privateKey = known.server.rawPublicKey?.privateKey;
  const info = privateKey?.publicKeyInfo;
  assert.ok(info);
  assert.deepEqual(bodies[0], Uint8Array.of(0, 0, info.length, ...info));
  assert.deepEqual(answered, [Uint8Array.of(2), Uint8Array.of(2)]);
});

test("pitfall 18: keys that cannot be read, on other curves or written otherwise are refused", async () => {
  const known = rawPublicKeys();
  const anybody = { ...known.server, verifyPeer: trustAnybody };
  const other = ecKeys().publicKey.export({ type: "spki", format: "der" });
  const offTheCurve = Uint8Array.from(other).with(60, (other[60] ?? 0) ^ 1);
  for (const shown of [Uint8Array.of(1, 2, 3), other.subarray(1), Uint8Array.of(...other, 0), offTheCurve]) {
    const pair = simulatedPair({ credentials: anybody });
    rewriteMessages(pair.network, clientAddress, { Certificate: () => Uint8Array.of(0, 0, shown.length, ...shown) });
    const { report } = await pair.connectWith({ ...known.client, verifyPeer: trustAnybody } as ClientCredentials);
    assert.equal(report.alertReceived, "unsupported_certificate");
    assert.equal(pair.reports[0]?.outcome, "wrong usage");
  }
});

test("pitfall 18: a device whose raw public key nobody knows is refused with certificate_unknown", async () => {
  const known = rawPublicKeys();
  const { client, server } = await told({
    client: known.client,
    server: { ...known.server, verifyPeer: trusting(ecKeys().publicKey) },
  });
  assert.deepEqual([server.outcome, server.alertSent], ["not trusted", "certificate_unknown"]);
  assert.match(
    server.explanation,
    /^The raw public key of the device at .* is not trusted\. Its SHA-256 fingerprint is [0-9a-f]{64}, and no device.*\/0\/x\/3.*add it here/su,
  );
  assert.equal(server.presented?.kind, "rpk");
  assert.deepEqual([client.outcome, client.alertReceived], ["not trusted", "certificate_unknown"]);
  assert.match(client.explanation, /does not trust our raw public key/u);
});

test("pitfall 18: a client with a raw public key tells a server that knows only certificates", async () => {
  const known = rawPublicKeys();
  const pair = simulatedPair({ credentials: known.server });
  // As servers answer that know nothing of RFC 7250.
  const forget = (body: Uint8Array): Uint8Array => {
    const hello = parseServerHello(body).value;
    assert.ok(hello);
    return body.subarray(0, 38 + hello.sessionId.length);
  };
  rewriteMessages(pair.network, serverAddress, { ServerHello: forget });
  const { report } = await pair.connectWith(known.client);
  assert.deepEqual([report.outcome, report.alertSent], ["wrong credential kind", "unsupported_certificate"]);
  assert.match(report.explanation, /shows a certificate and has not agreed to raw public keys/u);
});

/** A device and a server that use different kinds of credentials. */
const mixtures: readonly (readonly [string, KnownPair, HandshakeOutcome, RegExp, RegExp])[] = [
  [
    "a pre-shared key where only certificates are known",
    {
      client: { kind: "psk", identity, key },
      server: certificates().server,
    },
    "wrong credential kind",
    /use a pre-shared key, and this server has none\. It offers TLS_PSK.* this server has TLS_ECDHE_ECDSA.*Security Mode/su,
    /takes none of our cipher suites/u,
  ],
  [
    "a certificate where only pre-shared keys are known",
    { client: certificates().client, server: {} },
    "wrong credential kind",
    /a certificate or a raw public key.*It offers TLS_ECDHE_ECDSA.* this server has TLS_PSK.*Security Mode/su,
    /takes none of our cipher suites/u,
  ],
  [
    "a certificate where only raw public keys are known",
    { client: certificates().client, server: { ...certificates().server, peerKinds: ["rpk"] } },
    "wrong credential kind",
    /only certificates \(X\.509\) to show, and this server takes raw public keys/u,
    /do(es)? not take the kind of credential|none of our cipher suites/u,
  ],
  [
    "a raw public key where only certificates are trusted",
    {
      client: { ...rawPublicKeys().client, verifyPeer: trustAnybody } as ClientCredentials,
      server: certificates().server,
    },
    "wrong credential kind",
    /raw public key where only certificates are trusted/u,
    /kind of credential that is used here and said so with the alert unsupported_certificate/u,
  ],
];

for (const [name, known, outcome, atServer, atClient] of mixtures)
  test(`${name} is told as the wrong kind, with what to do`, async () => {
    const { client, server } = await told(known);
    assert.equal(server.outcome, outcome, server.explanation);
    assert.match(server.explanation, atServer);
    assert.match(client.explanation, atClient);
  });

test("an unknown PSK identity that is known with a certificate is told as that", async () => {
  const pair = simulatedPair({ credentials: { knownOtherwise: (name) => (name === "meter" ? "x509" : undefined) } });
  await pair.connect({ identity: "meter" });
  await pair.connect({ identity: "other" });
  const [meter, other] = pair.reports;
  assert.deepEqual([meter?.outcome, meter?.alertSent], ["wrong credential kind", "unknown_psk_identity"]);
  assert.match(meter?.explanation ?? "", /here the name is known with a certificate/u);
  assert.equal(other?.outcome, "unknown identity");
});

test("pitfall 22: trust that is taken back ends resumption, and other credentials do not share sessions", async () => {
  const known = rawPublicKeys();
  let isTrusted = true;
  const verifyPeer: PeerVerifier = (credential, context) =>
    isTrusted
      ? known.server.verifyPeer(credential, context)
      : { kind: "refused", reason: "not trusted", explanation: "It was removed." };
  const pair = simulatedPair({ credentials: { ...known.server, verifyPeer } });
  await pair.connectWith(known.client);
  assert.equal((await pair.connectWith(known.client)).report.isResumed, true);
  assert.equal((await pair.connect()).report.isResumed, false, "the pre-shared key to the same server");
  isTrusted = false;
  const { report } = await pair.connectWith(known.client);
  assert.deepEqual([report.outcome, report.isResumed], ["not trusted", false]);
});

test("pitfall 22: a client that no longer trusts the server does not resume either", async () => {
  const known = rawPublicKeys();
  const pair = simulatedPair({ credentials: known.server });
  await pair.connectWith(known.client);
  assert.ok(known.client.kind === "rpk");
  const { report } = await pair.connectWith({ ...known.client, verifyPeer: trusting(ecKeys().publicKey) });
  assert.deepEqual([report.outcome, report.isResumed, report.alertSent], ["not trusted", false, "certificate_unknown"]);
});

test("a server whose private key does not fit its certificate says so, and what the device sees is no riddle", async () => {
  const known = certificates();
  const { certificate } = known.server;
  assert.ok(certificate);
  const mixed = { ...certificate, privateKey: new PrivateKey(ecKeys().privateKey) };
  const { server } = await told({ client: known.client, server: { ...known.server, certificate: mixed } });
  assert.deepEqual([server.outcome, server.alertSent], ["wrong private key", "internal_error"]);
  assert.match(
    server.explanation,
    /private key that is set up here does not belong.*Correct the credentials of this server/su,
  );
});

test("what a device offers is told by name, in whatever state its handshake ends", async () => {
  const known = certificates();
  const pair = simulatedPair({ credentials: known.server });
  const raw = new RawClient(pair);
  const extensions = new Map([
    [10, Uint8Array.of(0, 6, 0x2a, 0x2a, 0, 29, 0x12, 0x34)],
    [13, Uint8Array.of(0, 4, 4, 3, 2, 1)],
    [19, Uint8Array.of(2, 2, 0)],
    [20, Uint8Array.of(1, 3)],
    [0x3a3a, new Uint8Array()],
  ]);
  await raw.greet({ suites: [0xc0ae, 0x2a2a], extensions });
  const [report] = pair.reports;
  assert.deepEqual(report?.offeredGroups, ["X25519", "0x1234"]);
  assert.deepEqual(report.offeredSignatures, ["ECDSA with SHA-256", "RSA with SHA-1"]);
  assert.deepEqual(report.offeredClientCertificates, ["RawPublicKey", "X.509"]);
  assert.deepEqual(report.offeredServerCertificates, ["0x0003"]);
  assert.equal(report.offeredExtensions.length, 4);
});
