import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { test } from "node:test";
import { fromUtf8 } from "../base/bytes.js";
import { PrivateKey } from "../base/privateKey.js";
import { Secret } from "../base/secret.js";
import { seededBytes } from "../base/testing/seededBytes.js";
import { SimulatedClock } from "../base/testing/simulatedClock.js";
import type { Address } from "../base/datagram.js";
import type { ClientCredentials, ServerCredentials } from "./credentials.js";
import type { ResumableSession } from "./handshake/resumableSession.js";
import type { PeerIdentity } from "./identity.js";
import { Resumption } from "./resumption.js";
import { extensions } from "./tables/extensions.js";
import { cipherSuites } from "./tables/suites.js";
import type { ClientHello } from "./wire/clientHello.js";

const key = new Secret(fromUtf8("sixteen secret b"));
const madeUp = new Uint8Array(32).fill(9);
const origin = { role: "server", isResumed: false } as const;

function sessionOf(changes: Partial<ResumableSession> = {}): ResumableSession {
  const [suite] = cipherSuites;
  assert.ok(suite);
  return {
    id: new Uint8Array(),
    suite,
    master: new Secret(new Uint8Array(48).fill(3)),
    usesExtendedMasterSecret: true,
    usesEncryptThenMac: false,
    identity: { kind: "psk", identity: "x" },
    credential: { kind: "psk", identity: "x", key },
    createdAt: 0,
    ...changes,
  };
}

function hello(sessionId: Uint8Array, ticket?: Uint8Array): ClientHello {
  return {
    version: 0xfefd,
    random: new Uint8Array(32),
    sessionId,
    cookie: new Uint8Array(),
    suites: [],
    compressions: new Uint8Array(),
    extensions: new Map(ticket === undefined ? [] : [[extensions.session_ticket, ticket]]),
  };
}

function resumption(credentials: ServerCredentials = { psk: () => key }, limit = 10): Resumption {
  return new Resumption({ clock: new SimulatedClock(0), random: seededBytes(1), credentials, limit });
}

test("a ticket gives the session back under the id that the client has made up", () => {
  const kept = resumption();
  const { ticket, lifetime } = kept.issue(sessionOf());
  assert.equal(lifetime, 86_400);
  const found = kept.find(hello(madeUp, ticket));
  assert.deepEqual(found?.id, madeUp);
  assert.equal(kept.find(hello(new Uint8Array(), ticket)), undefined, "without an id nobody would know it again");
  assert.equal(kept.find(hello(madeUp, new Uint8Array(200))), undefined);
  assert.equal(resumption().find(hello(madeUp, Uint8Array.from(ticket).reverse())), undefined);
});

test("pitfall 11: after a fatal alert neither the id nor a ticket of the session counts", () => {
  const kept = resumption();
  const session = sessionOf({ id: new Uint8Array(32).fill(1) });
  kept.remember(origin, session);
  const { ticket } = kept.issue(session);
  kept.forget(origin, session);
  assert.equal(kept.find(hello(session.id)), undefined);
  assert.equal(kept.find(hello(madeUp, ticket)), undefined);
});

test("a session that is too long for a ticket stays here, and the ticket says where", () => {
  const kept = resumption({ verifyPeer: () => ({ kind: "trusted", identity: session.identity }) });
  const chain = [new Uint8Array(2000).fill(1)];
  const session = sessionOf({
    identity: { kind: "x509", fingerprint: "ab", alternativeNames: [] },
    credential: { kind: "x509", chain },
  });
  const { ticket } = kept.issue(session);
  assert.ok(ticket.length < 100);
  assert.deepEqual(kept.find(hello(madeUp, ticket))?.credential, { kind: "x509", chain });
});

test("pitfall 22: a session is not resumed once what its peer showed proves another identity", () => {
  const meter = { kind: "x509", fingerprint: "ab", alternativeNames: [], commonName: "meter" } as const;
  let proved: PeerIdentity = { ...meter, authority: "cd" };
  const kept = resumption({ verifyPeer: () => ({ kind: "trusted", identity: proved }) });
  const id = new Uint8Array(32).fill(1);
  const session = sessionOf({ id, identity: proved, credential: { kind: "x509", chain: [Uint8Array.of(1)] } });
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const credentials: ClientCredentials = {
    kind: "rpk",
    privateKey: new PrivateKey(privateKey),
    verifyPeer: () => ({ kind: "trusted", identity: proved }),
  };
  const server: Address = { host: "192.0.2.1", port: 5684 };
  const took = (): boolean => {
    kept.remember({ role: "client", server, options: { credentials } }, session);
    return kept.takeOurs(server, { credentials }) !== undefined;
  };
  kept.remember(origin, session);
  assert.deepEqual([kept.find(hello(id)), took()], [session, true]);
  proved = meter;
  assert.deepEqual([kept.find(hello(id)), took()], [undefined, false], "its authority no longer vouches for it");
});

test("pitfall 14: a session of ours without the extended master secret is not offered again", () => {
  const kept = resumption();
  const server: Address = { host: "192.0.2.1", port: 5684 };
  const options = { credentials: { kind: "psk", identity: "x", key } } as const;
  for (const usesExtendedMasterSecret of [true, false]) {
    kept.remember({ role: "client", server, options }, sessionOf({ id: madeUp, usesExtendedMasterSecret }));
    assert.equal(kept.takeOurs(server, options) !== undefined, usesExtendedMasterSecret);
  }
});

test("a ticket is not shown for longer than its server has said", () => {
  const kept = resumption();
  const server: Address = { host: "192.0.2.1", port: 5684 };
  const options = { credentials: { kind: "psk", identity: "x", key } } as const;
  const takes = (changes: Partial<ResumableSession>): ResumableSession | undefined => {
    kept.remember({ role: "client", server, options }, sessionOf(changes));
    return kept.takeOurs(server, options);
  };
  const ticket = Uint8Array.of(1, 2, 3);
  assert.deepEqual(takes({ ticket, ticketUntil: 1 })?.ticket, ticket);
  assert.equal(takes({ ticket, ticketUntil: 0 }), undefined);
  const byId = takes({ ticket, ticketUntil: 0, id: madeUp });
  assert.deepEqual([byId?.id, byId?.ticket], [madeUp, undefined]);
});

test("an id is looked up only if no ticket is shown", () => {
  const kept = resumption();
  const session = sessionOf({ id: new Uint8Array(32).fill(1) });
  kept.remember(origin, session);
  assert.equal(kept.find(hello(session.id, Uint8Array.of(1))), undefined);
  assert.equal(kept.find(hello(session.id, new Uint8Array())), session, "an empty one shows none");
  assert.equal(kept.find(hello(session.id)), session);
});

test("pitfall 22: who resumes by a ticket under the id of another session takes nothing from that", () => {
  const kept = resumption();
  const id = new Uint8Array(32).fill(1);
  const session = sessionOf({ id });
  kept.remember(origin, session);
  const other = sessionOf({ id, master: new Secret(new Uint8Array(48).fill(4)) });
  const resumed = kept.find(hello(id, kept.issue(other).ticket));
  assert.ok(resumed !== undefined && resumed.master.equals(other.master));
  kept.remember({ role: "server", isResumed: true }, resumed);
  kept.forget({ role: "server", isResumed: true }, resumed);
  assert.equal(kept.find(hello(id)), session);
});

test("pitfall 25: only so many sessions are kept, and none if there is no room", () => {
  const kept = resumption(undefined, 2);
  const ids = [1, 2, 3].map((byte) => new Uint8Array(32).fill(byte));
  for (const id of ids) kept.remember(origin, sessionOf({ id }));
  assert.deepEqual(
    ids.map((id) => kept.find(hello(id)) !== undefined),
    [false, true, true],
  );
  assert.equal(resumption(undefined, 0).isOn, false);
});

test("our own session comes back once, for the same server, name and credentials, with an id that shows that its ticket was taken", () => {
  const kept = resumption();
  const server: Address = { host: "192.0.2.1", port: 5684 };
  const options = { credentials: { kind: "psk", identity: "x", key } } as const;
  const ours = { role: "client", server, options } as const;
  const ticket = Uint8Array.of(1, 2, 3);
  kept.remember(ours, sessionOf({ ticket }));
  assert.equal(kept.takeOurs({ ...server, port: 1 }, options), undefined);
  assert.equal(kept.takeOurs(server, { ...options, serverName: "b.example" }), undefined);
  const taken = kept.takeOurs(server, options);
  assert.deepEqual([taken?.ticket, taken?.id.length], [ticket, 32]);
  assert.equal(kept.takeOurs(server, options), undefined);
  kept.remember(ours, sessionOf({ ticket: new Uint8Array(2000) }));
  assert.equal(kept.takeOurs(server, options), undefined, "too long to be shown");
  kept.remember(ours, sessionOf());
  assert.equal(kept.takeOurs(server, options), undefined, "neither an id nor a ticket");
});
