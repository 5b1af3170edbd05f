import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { ecKeys } from "./certificates/testing/issueCertificate.js";
import { rawPublicKeyVerifier, verifierOfBoth } from "./rawPublicKeyVerifier.js";

const publicKey = Uint8Array.from(ecKeys().publicKey.export({ type: "spki", format: "der" }));
const fingerprint = createHash("sha256").update(publicKey).digest("hex");
const known = rawPublicKeyVerifier((key) => key.fingerprint === fingerprint);
const nobody = rawPublicKeyVerifier(() => false);

test("a key that is known proves itself and nothing else", () => {
  assert.deepEqual(known({ kind: "rpk", publicKey }, { peerRole: "client", now: 0 }), {
    kind: "trusted",
    identity: { kind: "rpk", fingerprint, publicKey: Buffer.from(publicKey).toString("hex") },
  });
});

test("an unknown key is told by its fingerprint, with where to look on either side", () => {
  for (const [peerRole, place] of [
    ["client", "/0/x/3"],
    ["server", "/0/x/4"],
  ] as const) {
    const verdict = nobody({ kind: "rpk", publicKey }, { peerRole, now: 0 });
    assert.ok(verdict.kind === "refused");
    assert.equal(verdict.reason, "not trusted");
    assert.ok(verdict.explanation.includes(fingerprint) && verdict.explanation.includes(place));
  }
});

test("a certificate is another kind of credential, which another verifier may look at", () => {
  const certificate = { kind: "x509", chain: [publicKey] } as const;
  const context = { peerRole: "client", now: 0 } as const;
  const verdict = known(certificate, context);
  assert.equal(verdict.kind === "refused" && verdict.reason, "wrong credential kind");
  const identity = { kind: "x509", fingerprint, alternativeNames: [] } as const;
  const both = verifierOfBoth({ rpk: known, x509: () => ({ kind: "trusted", identity }) });
  assert.deepEqual(both(certificate, context), { kind: "trusted", identity });
  assert.equal(both({ kind: "rpk", publicKey }, context).kind, "trusted");
});
