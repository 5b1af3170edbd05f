import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8 } from "../base/bytes.js";
import { received } from "./testing/received.js";
import { simulatedPair } from "./testing/simulatedPair.js";

const faults = { loss: 0.3, duplication: 0.2, reordering: 0.3, delay: 40 };

test("with 30 % loss, duplicates and reordering, full and resumed handshakes come to an end on both sides", async () => {
  let completed = 0;
  let resumed = 0;
  for (let seed = 0; seed < 60; seed++) {
    const pair = simulatedPair({ seed, faults });
    for (let attempt = 0; attempt < 2; attempt++) {
      const { session, report } = await pair.connect();
      // Data that arrives shows that the other side has the same keys. A client that has the last word cannot know
      // whether it was heard, so it goes on sending, as CoAP does.
      let arrived = 0;
      pair.server.onSession((served) => {
        served.onData(() => arrived++);
      });
      const texts = received(pair.sessions.at(-1));
      for (let count = 0; count < 100; count++) {
        session?.send(fromUtf8("hello"));
        await pair.clock.advance(700);
      }
      const isCompleted = report.outcome === "completed" && arrived + texts.length > 0;
      if (isCompleted) completed++;
      if (isCompleted && report.isResumed) resumed++;
      if (!isCompleted) assert.equal(report.outcome, "silence", `seed ${seed}`);
    }
    await pair.clock.advance(200_000);
    assert.equal(pair.clock.timers, 0, `seed ${seed}`);
    assert.ok(pair.lines.every(({ level }) => level !== "error"));
    pair.server.dispose();
    pair.client.dispose();
  }
  // 6 attempts for each flight: nearly all come through.
  assert.ok(completed >= 115, `${completed} of 120 completed`);
  assert.ok(resumed >= 52, `${resumed} of 60 were resumed`);
});

test("duplicates and reordering alone cost no handshake and hardly a retransmission", async () => {
  for (let seed = 0; seed < 40; seed++) {
    const pair = simulatedPair({ seed, faults: { duplication: 0.5, reordering: 0.5, delay: 10 } });
    for (const isResumed of [false, true]) {
      const { report } = await pair.connect();
      assert.deepEqual([report.outcome, report.isResumed], ["completed", isResumed], `seed ${seed}`);
      assert.ok(report.retransmissions <= 1, `seed ${seed}: ${report.retransmissions} retransmissions`);
      await pair.clock.advance(1000);
    }
    assert.equal(pair.sessions.length, 2, `seed ${seed}`);
  }
});
