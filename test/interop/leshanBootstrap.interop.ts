import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { Secret } from "../../lwm2m/base/secret.js";
import { contentFormatId, contentFormatLabel } from "../../lwm2m/codec/contentFormats.js";
import { printPath } from "../../lwm2m/data/path.js";
import { printValue } from "../../lwm2m/data/valueText.js";
import type { ClientCredentials } from "../../lwm2m/dtls/credentials.js";
import { startBootstrapClient, type BootstrapClient, type BootstrapStep } from "./support/leshanBootstrapClient.js";
import { leshanCredentials, leshanKey, startLeshanServer, type LeshanServer } from "./support/leshanServers.js";
import { issuePeerCertificates } from "./support/peerKeys.js";
import { startRelay } from "./support/relay.js";

const endpoint = "leshan-bootstrap-1";
const base64 = (hex: string) => Buffer.from(hex, "hex").toString("base64");

/** A BootstrapConfig of Leshan: two accounts of LwM2M Servers, with a value for whatever it can configure. */
const configuration = {
  autoIdForSecurityObject: true,
  toDelete: ["/0", "/1", "/2"],
  security: {
    1: {
      uri: "coaps://server.example.org:5684",
      securityMode: "PSK",
      publicKeyOrId: Buffer.from("thermostat-1").toString("base64"),
      secretKey: base64("00112233445566778899aabbccddeeff"),
      smsSecurityMode: "SPS_DEVICE",
      smsBindingKeyParam: base64("010203040506"),
      smsBindingKeySecret: base64("ffeeddccbbaa99887766554433221100"),
      serverSmsNumber: "+4930123456",
      serverId: 123,
      clientOldOffTime: 20,
      matchingType: "SHA256",
      sni: "server.example.org",
      certificateUsage: "DOMAIN_ISSUER_CERTIFICATE",
      cipherSuite: [0xc0a8, 0xc0ae],
    },
  },
  servers: {
    0: {
      shortId: 123,
      lifetime: 86400,
      defaultMinPeriod: 10,
      defaultMaxPeriod: 600,
      disableTimeout: 3600,
      notifIfDisabled: false,
      binding: ["U", "T"],
      registrationPriority: 7,
      initialDelay: 4294967296,
      registrationFailure: false,
      bootstrapOnRegistrationFailure: true,
      communicationRetryCount: 3,
      CommunicationRetryTimer: 60,
      SequenceDelayTimer: 86400,
      SequenceRetryCount: 1,
      preferredTransport: "T",
      muteSend: true,
    },
  },
  acls: { 0: { objectId: 3, objectInstanceId: 0, acls: { 123: 15, 65534: 1 }, AccessControlOwner: 123 } },
};

/** What of it has to arrive: path and value as people read it. */
const configured: Readonly<Record<string, string>> = {
  "/0/1/0": "coaps://server.example.org:5684",
  "/0/1/1": "false",
  "/0/1/2": "0",
  "/0/1/3": Buffer.from("thermostat-1").toString("hex"),
  "/0/1/4": "",
  "/0/1/5": "00112233445566778899aabbccddeeff",
  "/0/1/6": "1",
  "/0/1/7": "010203040506",
  "/0/1/8": "ffeeddccbbaa99887766554433221100",
  "/0/1/9": "+4930123456",
  "/0/1/10": "123",
  "/0/1/11": "20",
  "/0/1/12": "0",
  "/0/1/13": "1",
  "/0/1/14": "server.example.org",
  "/0/1/15": "3",
  "/0/1/16/0": String(0xc0a8),
  "/0/1/16/1": String(0xc0ae),
  "/1/0/0": "123",
  "/1/0/1": "86400",
  "/1/0/2": "10",
  "/1/0/3": "600",
  "/1/0/5": "3600",
  "/1/0/6": "false",
  "/1/0/7": "UT",
  "/1/0/13": "7",
  "/1/0/14": "4294967296",
  "/1/0/15": "false",
  "/1/0/16": "true",
  "/1/0/17": "3",
  "/1/0/18": "60",
  "/1/0/19": "86400",
  "/1/0/20": "1",
  "/1/0/22": "T",
  "/1/0/23": "true",
  "/2/0/0": "3",
  "/2/0/1": "0",
  "/2/0/2/123": "15",
  "/2/0/2/65534": "1",
  "/2/0/3": "123",
};

function valuesOf(steps: readonly BootstrapStep[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    steps.flatMap(({ content }) => content.entries.map(({ path, value }) => [printPath(path), printValue(value)])),
  );
}

/** All that must come to a client that has asked, in a content format. */
function checkSteps(steps: readonly BootstrapStep[], contentFormat: number): void {
  const writes = ["PUT /0/1", "PUT /1/0", "PUT /2/0"];
  const names = ["GET /", "DELETE /0", "DELETE /1", "DELETE /2", ...writes, "POST /bs"];
  assert.deepEqual(
    steps.map(({ name }) => name),
    names,
  );
  assert.deepEqual(
    steps.flatMap(({ content }) => content.problems),
    [],
  );
  const formats = steps.filter(({ name }) => writes.includes(name)).map((step) => step.contentFormat);
  assert.deepEqual(new Set(formats), new Set([contentFormat]));
  assert.deepEqual(valuesOf(steps), configured);
}

const tlv = contentFormatId("tlv");

/** A Bootstrap-Server of Leshan with that configuration, which knows a client with a kind of credential. */
async function startBoth(
  t: TestContext,
  kind: "none" | "psk" | "rpk" | "x509",
  env: Readonly<Record<string, string>> = {},
  limits: Parameters<typeof startBootstrapClient>[1] = {},
) {
  const known = leshanCredentials(t, kind, endpoint);
  const all = { PEER_CONFIGURATION: JSON.stringify(configuration), ...known.env, ...env };
  const server = await startLeshanServer(t, "LeshanBootstrapPeer", endpoint, all);
  return { server, client: await startBootstrapClient(t, limits), credentials: known.client };
}

/** How many clients the server says it has bootstrapped. */
async function succeeded({ program }: LeshanServer, times: number): Promise<void> {
  const [said] = await program.prints(
    new RegExp(`^(?:failed|unanswered|refused|unauthorized).*|(?:^succeeded ${endpoint}$[^]*?){${times}}`, "mu"),
  );
  assert.match(said, /^succeeded/u, program.output());
}

/** The chosen extensions of the newest handshake name a connection ID. */
function usesConnectionId({ reports }: BootstrapClient): boolean {
  return reports.at(-1)?.chosenExtensions?.some((name) => name.startsWith("connection_id")) === true;
}

test("Leshan bootstraps a client without security", async (t) => {
  const { server, client } = await startBoth(t, "none");
  await client.bootstrap(await client.connect(server.plain), [`ep=${endpoint}`]);
  await succeeded(server, 1);
  checkSteps(client.steps, tlv);
});

for (const [contentFormat, how] of [
  [tlv, "the client prefers"],
  [contentFormatId("senml-json"), "the client prefers"],
  [contentFormatId("senml-cbor"), "the client prefers"],
  [contentFormatId("lwm2m-json"), "the server is told"],
] as const)
  test(`Leshan writes what it has configured in ${contentFormatLabel(contentFormat)}, which ${how}`, async (t) => {
    const isPreferred = how === "the client prefers";
    const { server, client } = await startBoth(t, "none", isPreferred ? {} : { PEER_FORMAT: String(contentFormat) });
    const preference = isPreferred ? [`pct=${contentFormat}`] : [];
    await client.bootstrap(await client.connect(server.plain), [`ep=${endpoint}`, ...preference]);
    await succeeded(server, 1);
    checkSteps(client.steps, contentFormat);
  });

for (const [kind, suite] of [
  ["psk", "TLS_PSK_WITH_AES_128_CCM_8"],
  ["rpk", "TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8"],
  ["x509", "TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8"],
] as const)
  test(`Leshan bootstraps over DTLS with ${kind}, with connection IDs while we move, and resumes the session`, async (t) => {
    const { server, client, credentials } = await startBoth(t, kind, { PEER_CONNECTION_ID: "6" });
    assert.ok(credentials !== undefined);
    const relay = await startRelay(t, server.secure.port);
    const to = { host: "127.0.0.1", port: relay.port };
    const coap = await client.connect(to, { credentials });
    assert.equal(client.reports.at(-1)?.suite, suite);
    assert.ok(usesConnectionId(client));
    await client.bootstrap(coap, [`ep=${endpoint}`]);
    await succeeded(server, 1);
    checkSteps(client.steps, tlv);

    await relay.rebind();
    await client.bootstrap(coap, [`ep=${endpoint}`]);
    await succeeded(server, 2);
    checkSteps(client.steps.slice(client.steps.length / 2), tlv);
    assert.equal(client.reports.length, 1, "no other handshake was needed");

    coap.close();
    const again = await client.connect(to, { credentials });
    assert.equal(client.reports.at(-1)?.isResumed, true);
    await client.bootstrap(again, [`ep=${endpoint}`]);
    await succeeded(server, 3);
  });

test("Leshan without connection IDs, and in records that are known by ours", async (t) => {
  const { server, client, credentials } = await startBoth(t, "psk", { PEER_CONNECTION_ID: "0" });
  assert.ok(credentials !== undefined);
  await client.bootstrap(await client.connect(server.secure, { credentials, connectionIds: "both" }), [
    `ep=${endpoint}`,
  ]);
  await succeeded(server, 1);
  checkSteps(client.steps, tlv);
  assert.equal(client.session()?.hasConnectionId, true);
});

/** What our side says of a handshake with a Bootstrap-Server of Leshan that fails. */
async function failure(
  t: TestContext,
  kind: "psk" | "rpk" | "x509",
  shown: (known: ClientCredentials) => ClientCredentials,
) {
  const { server, client, credentials } = await startBoth(t, kind, {}, { retransmissions: 2 });
  assert.ok(credentials !== undefined);
  await assert.rejects(client.connect(server.secure, { credentials: shown(credentials) }));
  return client.reports[0] ?? assert.fail("There is no report.");
}

// Leshan drops the Finished message of a wrong key, and takes one that it makes up for an identity that it does not know.
test("an identity that Leshan does not know is told", async (t) => {
  const { explanation, outcome } = await failure(t, "psk", () => ({
    kind: "psk",
    identity: "stranger",
    key: new Secret(leshanKey),
  }));
  assert.equal(outcome, "silence");
  assert.match(explanation, /another key for the PSK identity "stranger", or does not know it/u);
});

test("another key than Leshan has is told", async (t) => {
  const { explanation, outcome } = await failure(t, "psk", () => ({
    kind: "psk",
    identity: endpoint,
    key: new Secret(Buffer.alloc(16, 7)),
  }));
  assert.equal(outcome, "silence");
  assert.match(explanation, /another key for the PSK identity "leshan-bootstrap-1", or does not know it/u);
});

test("a certificate that Leshan does not trust is told", async (t) => {
  const { explanation, outcome } = await failure(t, "x509", (known) => {
    assert.ok(known.kind === "x509");
    return { ...issuePeerCertificates(t).device, verifyPeer: known.verifyPeer };
  });
  assert.equal(outcome, "not trusted");
  assert.match(explanation, /does not trust our certificate and said so with the alert bad_certificate/u);
});

test("a server of Leshan with another certificate is told", async (t) => {
  const { explanation, outcome } = await failure(t, "x509", () => issuePeerCertificates(t).device);
  assert.equal(outcome, "not trusted");
  assert.match(explanation, /"CN=localhost" was not signed by the key in the certificate of its issuer/u);
});

test("Leshan refuses a client whose identity is not that of its endpoint client name", async (t) => {
  const { server, client, credentials } = await startBoth(t, "psk");
  assert.ok(credentials !== undefined);
  const coap = await client.connect(server.secure, { credentials });
  await assert.rejects(client.bootstrap(coap, ["ep=somebody"]), /4\.00 Bad Request/u);
  await server.program.prints(/^unauthorized somebody$/mu);
});
