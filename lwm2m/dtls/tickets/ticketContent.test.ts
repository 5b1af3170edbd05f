import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8 } from "../../base/bytes.js";
import { Secret } from "../../base/secret.js";
import { seededBytes } from "../../base/testing/seededBytes.js";
import type { ResumableSession } from "../handshake/resumableSession.js";
import { cipherSuites } from "../tables/suites.js";
import { parseTicketContent, printTicketContent, restoreSession } from "./ticketContent.js";

const [suite] = cipherSuites;
const key = new Secret(fromUtf8("sixteen secret b"));
const id = new Uint8Array(32).fill(5);

function sessionWith(parts: Pick<ResumableSession, "identity" | "credential">): ResumableSession {
  assert.ok(suite);
  const master = new Secret(new Uint8Array(48).fill(3));
  const flags = { usesExtendedMasterSecret: true, usesEncryptThenMac: false };
  return { id, suite, master, ...flags, createdAt: 1_790_000_000_123, ...parts };
}

const sessions: readonly ResumableSession[] = [
  sessionWith({ identity: { kind: "psk", identity: "Wärme" }, credential: { kind: "psk", identity: "Wärme", key } }),
  sessionWith({
    identity: { kind: "rpk", fingerprint: "ab", publicKey: "0102" },
    credential: { kind: "rpk", publicKey: Uint8Array.of(1, 2) },
  }),
  sessionWith({
    identity: { kind: "x509", fingerprint: "cd", commonName: "x", alternativeNames: ["DNS:x"], authority: "ef" },
    credential: { kind: "x509", chain: [new Uint8Array(400).fill(7), new Uint8Array(3)] },
  }),
];

test("a session comes back with its identity and its credential, of each kind", () => {
  for (const session of sessions) {
    const content = printTicketContent(session);
    const parsed = parseTicketContent(content);
    assert.ok(parsed);
    const restored = restoreSession(parsed, id, () => key);
    assert.ok(restored);
    assert.deepEqual(restored, session);
    assert.ok(restored.master.equals(session.master), "secrets are equal by themselves only");
  }
});

test("a pre-shared key is not in it, and another key or none ends it", () => {
  const [session] = sessions;
  assert.ok(session);
  const content = printTicketContent(session);
  assert.ok(!Buffer.from(content).includes(Buffer.from(key.reveal())));
  const parsed = parseTicketContent(content);
  assert.ok(parsed);
  assert.equal(
    restoreSession(parsed, id, () => new Secret(fromUtf8("another"))),
    undefined,
  );
  assert.equal(
    restoreSession(parsed, id, () => undefined),
    undefined,
  );
  assert.equal(restoreSession(parsed, id, undefined), undefined);
});

test("content of another layout, cut or damaged, is no session and throws nothing", () => {
  const { bytes, fraction } = seededBytes(4);
  for (const session of sessions) {
    const content = printTicketContent(session);
    assert.equal(parseTicketContent(content.with(0, 2)), undefined);
    for (let length = 0; length < 60; length++)
      assert.equal(parseTicketContent(content.subarray(0, length)), undefined);
    for (let round = 0; round < 500; round++)
      parseTicketContent(content.with(Math.floor(fraction() * content.length), bytes(1)[0] ?? 0));
  }
});
