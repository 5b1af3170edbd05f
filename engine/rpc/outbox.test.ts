import assert from "node:assert/strict";
import { test } from "node:test";
import type { AnyNotification } from "../core/core.js";
import type { DeviceSummary } from "../protocol/devices.js";
import type { LogRecord } from "../protocol/log.js";
import { Outbox } from "./outbox.js";

interface TestOutbox {
  readonly outbox: Outbox;
  readonly sent: AnyNotification[];
  isClogged: boolean;
}

function testOutbox(): TestOutbox {
  const sent: AnyNotification[] = [];
  const state: TestOutbox = {
    sent,
    isClogged: false,
    outbox: new Outbox({
      send: (notification) => void sent.push(notification),
      isClogged: () => state.isClogged,
    }),
  };
  return state;
}

function record(number: number): LogRecord {
  return { kind: "event", number, time: 0, peer: "", transport: "udp", summary: "", details: [] };
}

function logged(number: number): AnyNotification {
  return { name: "log/added", params: { records: [record(number)] } };
}

function device(id: string, lastSeen: number): AnyNotification {
  const params: DeviceSummary = {
    id,
    kind: "registered",
    name: id,
    status: "online",
    address: "",
    transport: "udp",
    security: { kind: "none" },
    lastSeen,
    warnings: [],
    isSimulated: false,
  };
  return { name: "devices/changed", params };
}

function values(...texts: readonly string[]): AnyNotification {
  return {
    name: "devices/values",
    params: {
      deviceId: "d",
      values: texts.map((text) => ({ path: `/${text}`, type: "String", text, json: text, receivedAt: 0 })),
    },
  };
}

test("sends at once to a client that reads", () => {
  const { outbox, sent } = testOutbox();
  outbox.post(device("a", 1));
  outbox.post(logged(1));
  outbox.post(logged(2));
  assert.deepEqual(sent, [device("a", 1), logged(1), logged(2)]);
});

test("keeps for a slow client only the newest of each thing, and values by their paths", () => {
  const state = testOutbox();
  const { outbox, sent } = state;
  state.isClogged = true;
  for (let time = 0; time < 1000; time++) outbox.post(device("a", time));
  outbox.post(device("b", 1));
  outbox.post(values("x", "y"));
  outbox.post(values("x", "z"));
  assert.equal(sent.length, 0);
  state.isClogged = false;
  outbox.resume();
  assert.deepEqual(sent, [device("a", 999), device("b", 1), values("y", "x", "z")]);
});

test("does not tell a slow client news of a device that is gone", () => {
  const state = testOutbox();
  const { outbox, sent } = state;
  state.isClogged = true;
  outbox.post(device("d", 1));
  outbox.post(values("x"));
  outbox.post({ name: "devices/removed", params: { deviceId: "d" } });
  state.isClogged = false;
  outbox.resume();
  assert.deepEqual(sent, [{ name: "devices/removed", params: { deviceId: "d" } }]);
});

test("keeps for a slow client the newest records of the log, and sends them in portions", () => {
  const state = testOutbox();
  const { outbox, sent } = state;
  state.isClogged = true;
  for (let number = 0; number < 5000; number++) outbox.post(logged(number));
  assert.equal(sent.length, 0);
  state.isClogged = false;
  outbox.resume();
  const records = sent.flatMap((notification) =>
    notification.name === "log/added" ? notification.params.records : [],
  );
  assert.equal(sent.length, 8);
  assert.deepEqual([records.length, records[0]?.number, records.at(-1)?.number], [2000, 3000, 4999]);
});
