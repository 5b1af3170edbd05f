import assert from "node:assert/strict";
import type { KeyObject } from "node:crypto";
import { test, type TestContext } from "node:test";
import { PrivateKey } from "../../lwm2m/base/privateKey.js";
import { Secret } from "../../lwm2m/base/secret.js";
import { clientCertificateVerifier } from "../../lwm2m/dtls/certificates/certificateVerifiers.js";
import {
  ecKeys,
  issueAuthority,
  issueCertificate,
  type KeyPair,
} from "../../lwm2m/dtls/certificates/testing/issueCertificate.js";
import type { ServerCredentials } from "../../lwm2m/dtls/credentials.js";
import { printIdentity } from "../../lwm2m/dtls/identity.js";
import type { Device } from "../../lwm2m/management/device.js";
import { trusting } from "../../lwm2m/dtls/testing/keyPairs.js";
import { startLeshan, type LeshanOptions, type LeshanSecurity } from "./support/leshan.js";
import { startSecureServer } from "./support/lwm2mServer.js";
import type { Program } from "./support/program.js";
import { startRelay } from "./support/relay.js";

const key = Buffer.from("00112233445566778899aabbccddeeff", "hex");
const psk: ServerCredentials = { psk: (identity) => (identity === "leshan-1" ? new Secret(key) : undefined) };
const pskSecurity: LeshanSecurity = { kind: "psk", identity: "leshan-1", key };

const halfYear = 182 * 24 * 3600 * 1000;
const valid = { from: Date.now() - halfYear, to: Date.now() + halfYear };

/** What a device must do for us on a secure session. */
async function checkDevice(device: Device, leshan: Program): Promise<void> {
  const read = await device.read("/3/0/0");
  assert.equal(read.kind, "success", JSON.stringify(read));
  const execute = await device.execute("/3/0/4", "");
  assert.equal(execute.kind, "success", JSON.stringify(execute));
  await leshan.prints(/^executed 4/mu);
}

function publicKeyOf({ publicKey }: KeyPair): Uint8Array {
  return Uint8Array.from(publicKey.export({ type: "spki", format: "der" }));
}

function privateKeyOf(privateKey: KeyObject): Uint8Array {
  return Uint8Array.from(privateKey.export({ type: "pkcs8", format: "der" }));
}

test("Leshan with a raw public key", async (t) => {
  const [device, server] = [ecKeys(), ecKeys()];
  const { port, reports, registered } = await startSecureServer(t, {
    rawPublicKey: { privateKey: new PrivateKey(server.privateKey) },
    verifyPeer: trusting(device.publicKey),
  });
  const security = {
    kind: "rpk",
    publicKey: publicKeyOf(device),
    privateKey: privateKeyOf(device.privateKey),
    serverKey: publicKeyOf(server),
  } as const;
  const leshan = startLeshan(t, `coaps://127.0.0.1:${port}`, "leshan-1", { security });
  await leshan.prints(/^registered \/rd\//mu);
  const found = await registered("leshan-1");
  assert.match(found.identity === undefined ? "" : printIdentity(found.identity), /^rpk:/u);
  assert.equal(reports.at(-1)?.suite, "TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8");
  await checkDevice(found, leshan);
});

/** A server with a certificate of an authority below a root; and what a client of Leshan needs for a Certificate Usage. */
function certified(endpoint: string) {
  const root = issueAuthority("Interop Root", valid);
  const authority = issueAuthority("Interop Authority", { issuer: root, ...valid });
  const server = issueCertificate({
    name: "localhost",
    issuer: authority,
    dns: ["localhost"],
    addresses: [Uint8Array.of(127, 0, 0, 1)],
    keyUsage: ["digitalSignature", "keyAgreement"],
    ...valid,
  });
  const device = issueCertificate({ name: endpoint, issuer: authority, keyUsage: ["digitalSignature"], ...valid });
  const credentials: ServerCredentials = {
    certificate: { chain: [server.der, authority.der], privateKey: new PrivateKey(server.privateKey) },
    // Leshan sends the certificate of the device alone, so that its authority has to be known here.
    verifyPeer: clientCertificateVerifier([authority.certificate]),
  };
  const given = [authority, server, root, server];
  const security = (usage: 0 | 1 | 2 | 3): LeshanSecurity => ({
    kind: "x509",
    usage,
    certificate: device.der,
    privateKey: privateKeyOf(device.privateKey),
    serverCertificate: given[usage]?.der ?? new Uint8Array(),
    trusted: usage < 2 ? [root.der] : [],
  });
  return { credentials, security };
}

for (const [usage, name] of [
  [0, "CA constraint"],
  [1, "service certificate constraint"],
  [2, "trust anchor assertion"],
  [3, "domain-issued certificate"],
] as const)
  test(`Leshan with a certificate; its Certificate Usage is ${usage}, ${name}`, async (t) => {
    const { credentials, security } = certified("leshan-1");
    const { port, reports, registered } = await startSecureServer(t, credentials);
    const leshan = startLeshan(t, `coaps://localhost:${port}`, "leshan-1", { security: security(usage) });
    await leshan.prints(/^registered \/rd\//mu);
    const found = await registered("leshan-1");
    assert.equal(found.identity?.kind === "x509" && found.identity.commonName, "leshan-1");
    assert.equal(reports.at(-1)?.suite, "TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8");
    await checkDevice(found, leshan);
  });

/** A device behind a translator of addresses that gives it another one in the middle of a session. */
async function checkMove(t: TestContext, credentials: ServerCredentials, options: LeshanOptions): Promise<void> {
  const { port, reports, sessions, registered, next } = await startSecureServer(t, credentials);
  const relay = await startRelay(t, port);
  const leshan = startLeshan(t, `coaps://localhost:${relay.port}`, "leshan-1", options);
  await leshan.prints(/^registered \/rd\//mu);
  const device = await registered("leshan-1");
  const [session] = sessions;
  assert.ok(session?.hasConnectionId);
  await checkDevice(device, leshan);
  const moves: string[] = [];
  session.onPeerChange((before) => moves.push(`${before.port} > ${session.peer.port}`));
  const before = relay.outside();
  await relay.rebind();
  const heard = next("seen");
  leshan.write("update\n");
  await heard;
  await leshan.prints(/^updated$/mu);
  assert.deepEqual(moves, [`${before.port} > ${relay.outside().port}`]);
  await checkDevice(device, leshan);
  assert.equal(reports.length, 1, "no other handshake was needed");
}

for (const connectionIdLength of [0, 4])
  test(`Leshan keeps its session when its address changes, with a connection ID of ${connectionIdLength} bytes of its own`, async (t) => {
    await checkMove(t, psk, { security: pskSecurity, connectionIdLength });
  });

test("Leshan keeps its session when its address changes, with the connection ID of drafts", async (t) => {
  await checkMove(t, psk, { security: pskSecurity, connectionIdLength: 4, oldConnectionId: 53 });
});

test("Leshan keeps its session with a certificate when its address changes", async (t) => {
  const { credentials, security } = certified("leshan-1");
  await checkMove(t, credentials, { security: security(3), connectionIdLength: 0 });
});

/** The first handshake of a device with a server; it fails. */
async function firstReport(t: TestContext, credentials: ServerCredentials, security: LeshanSecurity) {
  const { port, reports } = await startSecureServer(t, credentials);
  startLeshan(t, `coaps://localhost:${port}`, "leshan-1", { security });
  const end = Date.now() + 60_000;
  while (reports.length === 0 && Date.now() < end) await new Promise((again) => setTimeout(again, 100));
  return reports[0] ?? assert.fail("Leshan did not come.");
}

test("a certificate that Leshan shows and nobody here trusts is told, with its name", async (t) => {
  const { credentials, security } = certified("leshan-1");
  const stranger = issueAuthority("Stranger", valid);
  const verifyPeer = clientCertificateVerifier([stranger.certificate]);
  const { outcome, explanation } = await firstReport(t, { ...credentials, verifyPeer }, security(3));
  assert.equal(outcome, "not trusted");
  assert.match(explanation, /"CN=leshan-1" was issued by "CN=Interop Authority"/u);
});

test("a certificate of ours that Leshan does not trust is told, with what to do", async (t) => {
  const { security } = certified("leshan-1");
  const { explanation } = await firstReport(t, certified("other").credentials, security(3));
  assert.match(explanation, /refused our certificate with the alert bad_certificate.*\/0\/x\/4/su);
});
