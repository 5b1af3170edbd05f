import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8, toUtf8 } from "../base/bytes.js";
import type { DtlsSession } from "./session.js";
import { identity, simulatedPair } from "./testing/simulatedPair.js";

/** What a session receives from now on, as text. */
function received(session: DtlsSession | undefined): string[] {
  const texts: string[] = [];
  session?.onData((data) => texts.push(toUtf8(data) ?? "?"));
  return texts;
}

test("a handshake gives both sides a session, and data passes both ways", async () => {
  const { connect, clock, sessions, reports, lines } = simulatedPair();
  const { session, report } = await connect();
  assert.equal(report.outcome, "completed");
  await clock.advance(100);
  const [served] = sessions;
  assert.ok(session && served);
  assert.deepEqual(served.identity, { kind: "psk", identity });
  assert.equal(served.suite, "TLS_PSK_WITH_AES_128_CCM_8");
  assert.equal(reports[0]?.outcome, "completed");
  const [atServer, atClient] = [received(served), received(session)];
  session.send(fromUtf8("temperature?"));
  served.send(fromUtf8("21.5"));
  await clock.advance(100);
  assert.deepEqual([atServer, atClient], [["temperature?"], ["21.5"]]);
  assert.equal(clock.timers, 0);
  assert.deepEqual(
    lines.filter(({ level }) => level === "error"),
    [],
  );
});
