import assert from "node:assert/strict";
import { once } from "node:events";
import { connect as connectPlain } from "node:net";
import { test, type TestContext } from "node:test";
import { systemClock } from "../../base/clock.js";
import { fromUtf8 } from "../../base/bytes.js";
import { silentLogger } from "../../base/logger.js";
import { PrivateKey } from "../../base/privateKey.js";
import { systemRandom } from "../../base/random.js";
import { Secret } from "../../base/secret.js";
import {
  clientCertificateVerifier,
  identityOf,
  serverCertificateVerifier,
} from "../../dtls/certificates/certificateVerifiers.js";
import {
  ecKeys,
  issueAuthority,
  issueCertificate,
  purposes,
} from "../../dtls/certificates/testing/issueCertificate.js";
import type { ClientCredentials, ServerCredentials } from "../../dtls/credentials.js";
import { codeOf } from "../codes.js";
import { createCoapEndpoint } from "../createEndpoint.js";
import type { IncomingRequest } from "../session.js";
import { patternOf, responseOf } from "../testing/coapPair.js";
import type { ConnectOutcome } from "./streamClient.js";
import type { StreamServer } from "./streamServer.js";
import { connectTls, type TlsClientSetup } from "./tlsClient.js";
import { listenTls, type TlsServerSetup } from "./tlsServer.js";
import { tlsSuites } from "./tlsSuites.js";
import { TransportError } from "./transportError.js";

const year = 365 * 24 * 3600 * 1000;
const valid = { from: Date.now() - year, to: Date.now() + year };
const authority = issueAuthority("Test Authority", valid);
const usual = { issuer: authority, keyUsage: ["digitalSignature"], ...valid } as const;
const ofServer = issueCertificate({
  ...usual,
  name: "server",
  purposes: [purposes.serverAuth],
  dns: ["server.example.org"],
  addresses: [Uint8Array.of(127, 0, 0, 1)],
});
const ofDevice = issueCertificate({ ...usual, name: "device-1", purposes: [purposes.clientAuth] });
const stranger = issueCertificate({ ...usual, name: "stranger", issuer: issueAuthority("Other", valid) });
const key = new Secret(fromUtf8("0123456789abcdef"));

const serverCredentials: ServerCredentials = {
  certificate: { chain: [ofServer.der], privateKey: new PrivateKey(ofServer.privateKey) },
  verifyPeer: clientCertificateVerifier([authority.certificate]),
};
const withKeys: ServerCredentials = { psk: (identity) => (identity === "device-1" ? key : undefined) };

function certified(
  { der, privateKey }: typeof ofDevice,
  trusted = authority.certificate,
): ClientCredentials & { readonly kind: "x509" } {
  return {
    kind: "x509",
    chain: [der],
    privateKey: new PrivateKey(privateKey),
    verifyPeer: serverCertificateVerifier({ usage: "trust anchor assertion", certificate: trusted, trustStore: [] }),
  };
}

interface Served {
  readonly server: StreamServer;
  readonly requests: readonly IncomingRequest[];
  readonly refusals: readonly string[];
  readonly connect: (credentials: ClientCredentials, more?: Partial<TlsClientSetup>) => Promise<ConnectOutcome>;
}

async function serve(
  t: TestContext,
  credentials: ServerCredentials,
  more: Partial<TlsServerSetup> = {},
): Promise<Served> {
  const base = { clock: systemClock, random: systemRandom, logger: silentLogger };
  const requests: IncomingRequest[] = [];
  const refusals: string[] = [];
  const endpoint = createCoapEndpoint({
    ...base,
    handler: (request) => {
      requests.push(request);
      return { code: codeOf("Content"), payload: request.payload };
    },
  });
  const server = await listenTls({
    ...base,
    host: "127.0.0.1",
    port: 0,
    credentials,
    onChannel: (channel) => void endpoint.accept(channel),
    onRefused: (_peer, reason) => refusals.push(reason),
    ...more,
  });
  t.after(() => {
    endpoint.dispose();
    server.dispose();
  });
  const to = server.localAddress;
  return {
    server,
    requests,
    refusals,
    connect: (own, rest = {}) => connectTls({ to, clock: systemClock, credentials: own, ...rest }),
  };
}

/** A request with a long body, and the identity that the server sees. */
async function echo(t: TestContext, { requests }: Served, outcome: ConnectOutcome): Promise<unknown> {
  if (outcome.kind === "failed") throw new Error(outcome.reason);
  const client = createCoapEndpoint({ clock: systemClock, random: systemRandom, logger: silentLogger });
  t.after(() => {
    client.dispose();
  });
  const session = client.accept(outcome.channel);
  const payload = patternOf(300_000);
  const response = responseOf(await session.request({ code: codeOf("PUT"), path: [], payload }));
  assert.deepEqual(response.payload, payload);
  return requests.at(-1)?.session.channel.identity;
}

test("both sides prove themselves by certificates over TLS", async (t) => {
  const served = await serve(t, serverCredentials);
  const outcome = await served.connect(certified(ofDevice));
  assert.deepEqual(outcome.kind === "connected" && outcome.channel.transport, "tls");
  const own = outcome.kind === "connected" ? outcome.channel.identity : undefined;
  assert.equal(own?.kind === "x509" && own.commonName, "server");
  const identity = await echo(t, served, outcome);
  assert.deepEqual(identity, identityOf([ofDevice.certificate, authority.certificate]));
  assert.equal((await served.connect(certified(ofDevice), { serverName: "server.example.org" })).kind, "connected");
});

test("a server that is not trusted, or has another name, is told from one that is", async (t) => {
  const served = await serve(t, serverCredentials);
  for (const [credentials, serverName, expected] of [
    [certified(ofDevice, stranger.certificate), undefined, /\w+.*\.$/u],
    [certified(ofDevice), "other.example.org", /other\.example\.org/u],
  ] as const) {
    const outcome = await served.connect(credentials, serverName === undefined ? {} : { serverName });
    assert.match(outcome.kind === "failed" ? outcome.reason : "connected", expected);
    assert.equal(outcome.kind, "failed");
  }
});

test("a client that is not trusted gets no channel, and the reason is told", async (t) => {
  const served = await serve(t, serverCredentials, { onChannel: () => assert.fail("It got a channel.") });
  const outcome = await served.connect(certified(stranger));
  if (outcome.kind === "connected") {
    await new Promise<void>((resolve) => {
      outcome.channel.onEnd(() => {
        resolve();
      });
    });
  }
  assert.equal(served.refusals.length, 1);
  assert.match(served.refusals[0] ?? "", /^[A-Z].*\.$/u);
});

test("who speaks no TLS, or stops in the middle, is refused and not kept", async (t) => {
  const served = await serve(t, serverCredentials, { handshakeTimeout: 100, maximumHandshakes: 1 });
  const plain = connectPlain(served.server.localAddress.port, "127.0.0.1");
  plain.on("error", () => undefined);
  plain.resume();
  const turnedAway = connectPlain(served.server.localAddress.port, "127.0.0.1");
  turnedAway.on("error", () => undefined);
  turnedAway.resume();
  await once(turnedAway, "close");
  assert.deepEqual([plain.closed, served.refusals.length > 1], [false, false], "The first one still has its time.");
  await once(plain, "close");
  const speaking = connectPlain(served.server.localAddress.port, "127.0.0.1");
  speaking.on("error", () => undefined);
  speaking.resume();
  speaking.write(Uint8Array.of(0x70, 0xe1, 0x23, 0x02, 0, 0, 0x20, 0x21, 0x40, 0, 0, 0));
  await once(speaking, "close");
  assert.match(served.refusals.at(-1) ?? "", /^TLS has failed: /u);
  assert.equal(served.server.connections, 0);
});

test("raw public keys are refused with the reason", async (t) => {
  const served = await serve(t, serverCredentials);
  const { verifyPeer } = certified(ofDevice);
  const own: ClientCredentials = { kind: "rpk", privateKey: new PrivateKey(ecKeys().privateKey), verifyPeer };
  const outcome = await served.connect(own);
  assert.match(
    outcome.kind === "failed" ? outcome.reason : "",
    /^Raw public keys do not work over TLS here: .*RFC 7250/u,
  );
  const rawPublicKey = { privateKey: new PrivateKey(ecKeys().privateKey) };
  await assert.rejects(
    async () => serve(t, { rawPublicKey, verifyPeer }),
    (error) => error instanceof TransportError && error.message.startsWith("Raw public keys do not work"),
  );
});

test("pre-shared keys work over TLS where the runtime has a suite for them, and are refused with the reason where not", async (t) => {
  const psk: ClientCredentials = { kind: "psk", identity: "device-1", key };
  if (tlsSuites("psk").length === 0) {
    const outcome = await connectTls({ to: { host: "127.0.0.1", port: 1 }, clock: systemClock, credentials: psk });
    assert.match(outcome.kind === "failed" ? outcome.reason : "", /^Pre-shared keys do not work over TLS here: /u);
    await assert.rejects(async () => serve(t, withKeys), /^TransportError: Pre-shared keys/u);
    return;
  }
  for (const credentials of [withKeys, { ...serverCredentials, ...withKeys }]) {
    const served = await serve(t, credentials);
    assert.deepEqual(await echo(t, served, await served.connect(psk)), { kind: "psk", identity: "device-1" });
    for (const wrong of [
      { ...psk, identity: "device-2" },
      { ...psk, key: new Secret(fromUtf8("another key")) },
    ]) {
      const outcome = await served.connect(wrong);
      assert.match(outcome.kind === "failed" ? outcome.reason : "connected", /^TLS has failed: /u);
    }
  }
  const both = await serve(t, { ...serverCredentials, ...withKeys });
  const identity = await echo(t, both, await both.connect(certified(ofDevice)));
  assert.equal(typeof identity === "object" && identity !== null && "kind" in identity && identity.kind, "x509");
});

test("only suites that LwM2M allows and the runtime has are used", () => {
  assert.deepEqual(tlsSuites("psk", ["ecdhe-psk-aes128-cbc-sha", "psk-aes128-cbc-sha", "aes128-sha"]), []);
  assert.deepEqual(tlsSuites("psk", ["psk-aes128-gcm-sha256", "psk-aes128-ccm8"]), [
    "PSK-AES128-CCM8",
    "PSK-AES128-GCM-SHA256",
  ]);
});
