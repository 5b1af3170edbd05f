import assert from "node:assert/strict";
import { test } from "node:test";
import {
  describeIdentity,
  isSameIdentity,
  nameOfIdentity,
  nameProof,
  printIdentity,
  restoreIdentity,
} from "./identity.js";
import type { CertificateIdentity, PeerIdentity } from "./identity.js";

const nobody = { kind: "x509", fingerprint: "aa".repeat(32), alternativeNames: ["DNS:meter.example.org"] } as const;
const pinned: CertificateIdentity = { ...nobody, commonName: "meter" };
const nameless: CertificateIdentity = { ...nobody, authority: "bb".repeat(32) };
const certified: CertificateIdentity = { ...pinned, ...nameless };
const raw: PeerIdentity = { kind: "rpk", fingerprint: "cc".repeat(32), publicKey: "3059" };
const psk: PeerIdentity = { kind: "psk", identity: "meter" };
const all: readonly PeerIdentity[] = [psk, raw, certified, pinned, nameless];

test("the same name by another kind of proof, or vouched for by somebody else, is somebody else", () => {
  const others: readonly PeerIdentity[] = [
    ...all,
    { ...certified, authority: "dd".repeat(32) },
    { ...certified, commonName: "other" },
    { ...pinned, fingerprint: "ee".repeat(32) },
    { kind: "psk", identity: `x509:${certified.authority ?? ""}` },
  ];
  assert.equal(new Set(others.map(printIdentity)).size, others.length - 1, "nameless and pinned have one fingerprint");
  for (const identity of all) assert.ok(isSameIdentity(identity, { ...identity }));
  assert.equal(isSameIdentity(psk, undefined), false);
  assert.equal(isSameIdentity(undefined, undefined), true);
});

test("a certificate that its authority renews stays the same peer", () => {
  const renewed = { ...certified, fingerprint: "ff".repeat(32), alternativeNames: [] };
  assert.ok(isSameIdentity(certified, renewed));
  assert.equal(isSameIdentity(pinned, { ...pinned, fingerprint: "ff".repeat(32) }), false);
});

test("what was kept as JSON is the same identity again, and anything else is none", () => {
  for (const identity of all) assert.deepEqual(restoreIdentity(JSON.parse(JSON.stringify(identity))), identity);
  for (const broken of [undefined, null, "psk:meter", 3, {}, { kind: "psk" }, { kind: "rpk", fingerprint: "cc" }])
    assert.equal(restoreIdentity(broken), undefined);
  assert.equal(restoreIdentity({ ...certified, alternativeNames: undefined }), undefined);
  assert.equal(restoreIdentity({ ...certified, fingerprint: 7 }), undefined);
});

test("identities in words, and the names that they prove", () => {
  assert.deepEqual(all.map(describeIdentity), [
    'the PSK identity "meter"',
    "the raw public key cccccccccccccccc…",
    'the certificate of "meter" (aaaaaaaaaaaaaaaa…)',
    'the certificate of "meter" (aaaaaaaaaaaaaaaa…)',
    "the certificate aaaaaaaaaaaaaaaa…",
  ]);
  assert.deepEqual(all.map(nameOfIdentity), ["meter", undefined, "meter", "meter", undefined]);
});

test("a name cannot close its quotes, nor hide or turn what stands behind it", () => {
  const name = 'meter" (trusted)\u202e\n';
  const escaped = String.raw`"meter\" (trusted)\u{202e}\n"`;
  assert.equal(describeIdentity({ kind: "psk", identity: name }), `the PSK identity ${escaped}`);
  assert.match(
    describeIdentity({ ...certified, commonName: name }),
    /^the certificate of "meter\\" \(trusted\)\\u\{202e\}\\n" \(/u,
  );
});

test("a certificate proves its common name, and URIs and DNS names beside it, as the name of an endpoint", () => {
  const alternativeNames = ["DNS:meter-1.example.org", "URI:urn:dev:os:0023C7-1", "IP:192.0.2.1"];
  const unnamed = { kind: "x509", fingerprint: "ab", alternativeNames } as const;
  const certificate = { ...unnamed, commonName: "meter-1" };
  const proofs = [
    "meter-1",
    "METER-1.example.org",
    "urn:dev:os:0023C7-1",
    "Meter-1",
    "urn:dev:os:0023c7-1",
    "192.0.2.1",
  ];
  assert.deepEqual(
    proofs.map((name) => nameProof(certificate, name)),
    ["proved", "proved", "proved", "other", "other", "other"],
  );
  assert.equal(nameProof(unnamed, "meter-1"), "other");
  assert.equal(nameProof({ ...unnamed, alternativeNames: ["IP:192.0.2.1"] }, "meter-1"), "unknown");
  assert.equal(nameProof({ kind: "rpk", fingerprint: "ab", publicKey: "cd" }, "meter-1"), "unknown");
  assert.equal(nameProof({ kind: "psk", identity: "meter-1" }, "meter-1"), "proved");
  assert.equal(nameProof({ kind: "psk", identity: "meter-1" }, "meter-2"), "other");
});
