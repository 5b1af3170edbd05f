import assert from "node:assert/strict";
import { test } from "node:test";
import { SimulatedClock } from "../../lwm2m/base/testing/simulatedClock.js";
import type { LogRecord } from "../protocol/log.js";
import { MessageLog, type LogDraft } from "./messageLog.js";
import { newestRecords } from "./newestRecords.js";

function draft(summary: string): LogDraft {
  return { kind: "event", time: 0, peer: "", transport: "udp", summary, details: [] };
}

function testLog(): { readonly log: MessageLog; readonly clock: SimulatedClock; readonly told: LogRecord[][] } {
  const clock = new SimulatedClock();
  const told: LogRecord[][] = [];
  return { clock, told, log: new MessageLog(clock, (records) => void told.push([...records])) };
}

test("makes records some time later, in one go and in their order", async () => {
  const { log, clock, told } = testLog();
  let made = 0;
  for (const summary of ["a", "b", "c"]) {
    log.add(() => {
      made += 1;
      return summary === "b" ? undefined : draft(summary);
    });
  }
  assert.equal(made, 0);
  await clock.advance(200);
  assert.deepEqual(
    told.map((records) => records.map(({ number, summary }) => [number, summary])),
    [
      [
        [1, "a"],
        [2, "c"],
      ],
    ],
  );
  assert.equal(clock.timers, 0);
});

test("shows what has just happened to whom asks at once", () => {
  const { log, told } = testLog();
  log.add(() => draft("a"));
  assert.equal(log.records().length, 1);
  assert.equal(told.length, 1);
  assert.equal(log.records().length, 1);
});

test("makes of a flood only what is kept, and shows the gap by the numbers", async () => {
  const { log, clock } = testLog();
  let made = 0;
  for (let index = 0; index < 100_000; index++) {
    log.add(() => {
      made += 1;
      return draft(String(index));
    });
  }
  await clock.advance(200);
  const records = log.records();
  assert.deepEqual([records.length, made], [2000, 2000]);
  assert.deepEqual([records.at(-1)?.number, records.at(-1)?.summary], [100_000, "99999"]);
});

test("tells a new client the newest records that are not too much", () => {
  const record = (number: number): LogRecord => ({
    ...draft(""),
    kind: "message",
    direction: "in",
    number,
    time: 0,
    peer: "",
    transport: "udp",
    summary: "",
    hex: "0".repeat(9000),
  });
  const records = newestRecords(Array.from({ length: 2000 }, (_, index) => record(index)));
  assert.equal(records.at(-1)?.number, 1999);
  assert.equal(records.length, 419);
});
