import assert from "node:assert/strict";
import { test } from "node:test";
import { Secret } from "../../base/secret.js";
import { suiteOf } from "../tables/suites.js";
import { checkResumption, type ServerChoice } from "./checkServerHello.js";

test("a server that resumes a session with or without encrypt_then_mac unlike before is refused (RFC 7366 §3.1)", () => {
  const choice: ServerChoice = {
    kind: "choice",
    suite: suiteOf(0x00ae) ?? assert.fail("no suite"),
    usesExtendedMasterSecret: true,
    usesEncryptThenMac: true,
    clientType: "X.509",
    serverType: "X.509",
  };
  const secret = new Secret(new Uint8Array(48));
  const session = {
    ...choice,
    id: Uint8Array.of(1),
    master: secret,
    identity: { kind: "psk", identity: "x" },
    credential: { kind: "psk", identity: "x", key: secret },
    createdAt: 0,
  } as const;
  assert.equal(checkResumption(choice, session), undefined);
  for (const usesEncryptThenMac of [true, false]) {
    const failure = checkResumption(
      { ...choice, usesEncryptThenMac },
      { ...session, usesEncryptThenMac: !usesEncryptThenMac },
    );
    assert.equal(failure?.alert, "handshake_failure");
  }
});
