import assert from "node:assert/strict";
import { test } from "node:test";
import { Secret } from "../../base/secret.js";
import { cipherSuites } from "../tables/suites.js";
import type { ClientHello } from "../wire/clientHello.js";
import { negotiate } from "./negotiation.js";
import type { ResumableSession } from "./resumableSession.js";

const withExtendedMasterSecret = new Map([[23, new Uint8Array()]]);

const hello: ClientHello = {
  version: 0xfefd,
  random: new Uint8Array(32),
  sessionId: Uint8Array.of(1, 2, 3),
  cookie: new Uint8Array(),
  suites: [0xc0a8, 0xc0a4],
  compressions: Uint8Array.of(0),
  extensions: withExtendedMasterSecret,
};

function session(suite: number, usesExtendedMasterSecret: boolean): ResumableSession {
  const secret = new Secret(new Uint8Array(48));
  return {
    id: hello.sessionId,
    suite: cipherSuites.find(({ code }) => code === suite) ?? assert.fail("no suite"),
    master: secret,
    usesExtendedMasterSecret,
    usesEncryptThenMac: false,
    identity: { kind: "psk", identity: "x" },
    credential: { kind: "psk", identity: "x", key: secret },
    createdAt: 0,
  };
}

const credentials = { psk: () => undefined };

/** True if the hello resumes the session; undefined if the handshake is refused. */
function resumes(changes: Partial<ClientHello>, found: ResumableSession): boolean | undefined {
  const answer = negotiate({ ...hello, ...changes }, credentials, () => found);
  return answer.kind === "fail" ? undefined : answer.next.kind === "resume";
}

test("pitfall 14: a session is resumed only if both handshakes have the extended master secret", () => {
  const without = { extensions: new Map() };
  assert.equal(resumes({}, session(0xc0a8, true)), true);
  assert.equal(resumes({}, session(0xc0a8, false)), false);
  assert.equal(resumes(without, session(0xc0a8, false)), false);
  assert.equal(resumes(without, session(0xc0a8, true)), undefined);
});

test("a session with CBC is resumed only if encrypt_then_mac is as it was", () => {
  const suites = { suites: [0x00ae] };
  const offered = { ...suites, extensions: new Map([...withExtendedMasterSecret, [22, new Uint8Array()] as const]) };
  const found = session(0x00ae, true);
  assert.deepEqual([resumes(suites, found), resumes(offered, found)], [true, false]);
  const outside = { ...found, usesEncryptThenMac: true };
  assert.deepEqual([resumes(suites, outside), resumes(offered, outside)], [false, true]);
});

test("a session goes on with its suite, although the server likes another one better, or not at all", () => {
  const answer = negotiate(hello, credentials, () => session(0xc0a4, true));
  assert.equal(answer.kind === "negotiated" && answer.suite.code, 0xc0a4);
  assert.equal(resumes({}, session(0x00a8, true)), false);
});
