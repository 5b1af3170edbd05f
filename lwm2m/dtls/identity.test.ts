import assert from "node:assert/strict";
import { test } from "node:test";
import { describeIdentity, isSameIdentity, nameOfIdentity, printIdentity, restoreIdentity } from "./identity.js";
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
