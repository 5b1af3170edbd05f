import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import type { Verdict } from "../credentials.js";
import { printIdentity } from "../identity.js";
import { clientCertificateVerifier, serverCertificateVerifier } from "./certificateVerifiers.js";
import { ecKeys, issueAuthority, issueCertificate, validTime, type Issued } from "./testing/issueCertificate.js";

const root = issueAuthority("Root");
const middle = issueAuthority("Middle", { issuer: root });
const keys = ecKeys();
const device = issueCertificate({
  name: "device",
  issuer: middle,
  keys,
  dns: ["device.example.org"],
  uris: ["urn:x:1"],
  addresses: [Uint8Array.of(192, 0, 2, 1)],
});

const chainOf = (...shown: readonly Issued[]): { readonly kind: "x509"; readonly chain: readonly Uint8Array[] } => ({
  kind: "x509",
  chain: shown.map(({ der }) => der),
});
const asClient = { peerRole: "client", now: validTime } as const;
const asServer = { peerRole: "server", now: validTime } as const;

function identityIn(verdict: Verdict): unknown {
  return verdict.kind === "trusted" ? verdict.identity : verdict.explanation;
}

test("a client's certificate proves its common name under the authority that is trusted", () => {
  const verify = clientCertificateVerifier([root.certificate]);
  assert.deepEqual(identityIn(verify(chainOf(device, middle), asClient)), {
    kind: "x509",
    commonName: "device",
    fingerprint: device.certificate.fingerprint,
    alternativeNames: ["DNS:device.example.org", "IP:192.0.2.1", "URI:urn:x:1"],
    authority: createHash("sha256").update(root.certificate.publicKeyInfo).digest("hex"),
  });
});

test("a certificate that is renewed under another authority of the same root is the same identity", () => {
  const verify = clientCertificateVerifier([root.certificate]);
  const other = issueAuthority("Other", { issuer: root });
  const renewed = issueCertificate({ name: "device", issuer: other });
  const [before, after] = [verify(chainOf(device, middle), asClient), verify(chainOf(renewed, other), asClient)];
  assert.ok(before.kind === "trusted" && after.kind === "trusted");
  assert.equal(printIdentity(before.identity), printIdentity(after.identity));
});

test("nobody vouches for the names in a certificate that is trusted by itself", () => {
  const verdict = clientCertificateVerifier([device.certificate])(chainOf(device), asClient);
  assert.ok(verdict.kind === "trusted" && verdict.identity.kind === "x509");
  assert.equal(verdict.identity.authority, undefined);
});

test("a refusal has a reason and a sentence", () => {
  const verify = clientCertificateVerifier([root.certificate]);
  const later = { ...asClient, now: validTime * 2 };
  const expired = verify(chainOf(device, middle), later);
  assert.ok(expired.kind === "refused");
  assert.equal(expired.reason, "expired");
  assert.match(expired.explanation, /^The certificate "CN=device" expired on 2027-06-01 00:00 UTC/u);
  const bare = verify({ kind: "rpk", publicKey: device.certificate.publicKeyInfo }, asClient);
  assert.ok(bare.kind === "refused");
  assert.equal(bare.reason, "wrong credential kind");
});

test("a server is checked against its Certificate Usage and the name it was looked up under", () => {
  const trust = { usage: "trust anchor assertion", certificate: root.certificate, trustStore: [] } as const;
  const verify = serverCertificateVerifier(trust);
  const shown = chainOf(device, middle);
  assert.equal(verify(shown, { ...asServer, serverName: "device.example.org" }).kind, "trusted");
  assert.equal(verify(shown, { ...asServer, serverName: "192.0.2.1" }).kind, "trusted");
  assert.equal(verify(shown, asServer).kind, "trusted", "no name is asked for");
  const wrong = verify(shown, { ...asServer, serverName: "example.org" });
  assert.ok(wrong.kind === "refused");
  assert.equal(wrong.reason, "wrong name");
});
