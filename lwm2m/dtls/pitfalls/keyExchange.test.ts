import assert from "node:assert/strict";
import { createECDH } from "node:crypto";
import { test } from "node:test";
import { concatBytes, fromHex } from "../../base/bytes.js";
import { createKeyShare } from "../crypto/keyAgreement.js";
import { certificates, rawPublicKeys } from "../testing/keyPairs.js";
import { preferring } from "../testing/preferSuite.js";
import { rewriteMessages } from "../testing/rewriteMessages.js";
import { clientAddress, serverAddress, simulatedPair } from "../testing/simulatedPair.js";
import { printEcdhClientKeyExchange } from "../wire/ecdhKeyExchange.js";

/** A point that is on P-256, changed so that it is not. */
function offTheCurve(): Uint8Array {
  const point = Uint8Array.from(createECDH("prime256v1").generateKeys());
  return point.with(40, (point[40] ?? 0) ^ 1);
}

/** Points of other forms that are on P-256: compressed and infinite. */
function otherForms(): readonly Uint8Array[] {
  const ecdh = createECDH("prime256v1");
  ecdh.generateKeys();
  return [Uint8Array.from(ecdh.getPublicKey(null, "compressed")), Uint8Array.of(0), new Uint8Array()];
}

test("pitfall 17: what is no uncompressed point of the group is refused on either curve", () => {
  for (const group of ["P-256", "P-384"] as const) {
    const [ours, theirs] = [createKeyShare(group), createKeyShare(group)];
    const [mine, yours] = [ours.agree(theirs.publicKey), theirs.agree(ours.publicKey)];
    assert.ok(mine && yours?.equals(mine), group);
    assert.equal(ours.agree(theirs.publicKey.with(30, (theirs.publicKey[30] ?? 0) ^ 1)), undefined);
    for (const bad of [...otherForms(), createKeyShare("X25519").publicKey]) assert.equal(ours.agree(bad), undefined);
  }
});

test("pitfall 17: public keys of X25519 that give nothing but zeros are refused", () => {
  const [ours, theirs] = [createKeyShare("X25519"), createKeyShare("X25519")];
  const [mine, yours] = [ours.agree(theirs.publicKey), theirs.agree(ours.publicKey)];
  assert.ok(mine && yours?.equals(mine));
  // Points of a small order, as RFC 7748 §6.1 warns of them: 0, 1, one of order 8, and p.
  for (const digits of [
    "00".repeat(32),
    `01${"00".repeat(31)}`,
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    `ed${"ff".repeat(30)}7f`,
  ]) {
    const point = fromHex(digits);
    assert.ok(point);
    assert.equal(ours.agree(point), undefined, digits);
  }
  assert.equal(ours.agree(new Uint8Array(31).fill(9)), undefined);
});

test("pitfall 17: a client whose public key is not on the curve is refused with illegal_parameter, and nothing is computed", async () => {
  const known = rawPublicKeys();
  for (const point of [offTheCurve(), ...otherForms()]) {
    const pair = simulatedPair({ credentials: known.server });
    rewriteMessages(pair.network, clientAddress, { ClientKeyExchange: () => printEcdhClientKeyExchange(point) });
    const { report } = await pair.connectWith(known.client);
    assert.equal(report.alertReceived, "illegal_parameter");
    const [served] = pair.reports;
    assert.deepEqual([served?.outcome, served?.alertSent], ["protocol error", "illegal_parameter"]);
    assert.match(served?.explanation ?? "", /no point of the group/u);
  }
});

test("pitfall 17: so is a server with ECDHE_PSK, where nothing signs its public key", async () => {
  await preferring("TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256", async () => {
    const pair = simulatedPair();
    rewriteMessages(pair.network, serverAddress, {
      // An empty hint, named_curve, P-256, the point.
      ServerKeyExchange: () => concatBytes(Uint8Array.of(0, 0, 3, 0, 23, 65), offTheCurve()),
    });
    const { report } = await pair.connect();
    assert.deepEqual([report.outcome, report.alertSent], ["protocol error", "illegal_parameter"]);
  });
});

test("pitfall 17: a group that was not offered is refused", async () => {
  await preferring("TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256", async () => {
    const pair = simulatedPair();
    rewriteMessages(pair.network, serverAddress, {
      ServerKeyExchange: () => Uint8Array.of(0, 0, 3, 0, 25, 2, 4, 4),
    });
    const { report } = await pair.connect();
    assert.deepEqual([report.outcome, report.alertSent], ["protocol error", "illegal_parameter"]);
    assert.match(report.explanation, /P-521, which was not offered/u);
  });
});

test("pitfall 17: a public key that the server has not signed is refused, and so is an unknown signature", async () => {
  const known = certificates();
  for (const [change, outcome, alert] of [
    // A byte of the point, which stays a point often enough to be told by the signature.
    [(body: Uint8Array) => body.with(20, (body[20] ?? 0) ^ 1), "wrong private key", "decrypt_error"],
    [(body: Uint8Array) => body.with(-1 + body.length, (body.at(-1) ?? 0) ^ 1), "wrong private key", "decrypt_error"],
    [(body: Uint8Array) => body.with(4 + 65, 2), "protocol error", "illegal_parameter"],
  ] as const) {
    const pair = simulatedPair({ credentials: known.server });
    rewriteMessages(pair.network, serverAddress, { ServerKeyExchange: change });
    const { report } = await pair.connectWith(known.client);
    assert.deepEqual([report.outcome, report.alertSent], [outcome, alert]);
    assert.equal(pair.sessions.length, 0);
  }
});

test("pitfall 17: keys are made for nobody who has not brought a cookie", async () => {
  const known = certificates();
  const pair = simulatedPair({ credentials: known.server });
  rewriteMessages(pair.network, serverAddress, { HelloVerifyRequest: () => undefined });
  const connecting = pair.connectWith(known.client);
  await pair.clock.advance(20_000);
  const { report } = await connecting;
  assert.equal(report.outcome, "silence");
  assert.equal(pair.reports[0]?.outcome, "no answer after HelloVerifyRequest");
  assert.equal(pair.reports[0].group, undefined);
});
