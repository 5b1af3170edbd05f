import assert from "node:assert/strict";
import { test } from "node:test";
import type { EngineClient } from "../../engine/client/engineClient.js";
import type { EngineNotifications, EngineSnapshot } from "../../engine/protocol.js";
import type { LogRecord } from "../../engine/protocol/log.js";
import { Emitter } from "../../lwm2m/base/event.js";
import type { EngineHealth } from "../devices/state/engineHealth.js";
import { followLog } from "./followLog.js";
import { MessageLog } from "./messageLog.js";
import { event } from "./testing/records.js";

/** An engine that has logged something before. */
function engine(startedAt: number, before: readonly LogRecord[]) {
  const added = new Emitter<EngineNotifications["log/added"]>();
  const info = { protocolVersion: 1, version: "", processId: 1, startedAt };
  const snapshot: EngineSnapshot = {
    server: { kind: "stopped" },
    devices: [],
    simulators: [],
    credentials: [],
    log: before,
  };
  const client = {
    engine: info,
    request: () => Promise.resolve(snapshot),
    onNotification: (name: string, listener: (params: EngineNotifications["log/added"]) => void) =>
      name === "log/added" ? added.event(listener) : { dispose: () => undefined },
    onClose: () => ({ dispose: () => undefined }),
    dispose: () => undefined,
  };
  const add = (...records: LogRecord[]): void => {
    added.fire({ records });
  };
  return { client: client as unknown as EngineClient, info, add };
}

/** A window that can be connected to engines. */
function window() {
  const changes = new Emitter<void>();
  let engineHealth: EngineHealth = { kind: "not started" };
  let current: EngineClient | undefined;
  let connects = 0;
  return {
    source: {
      get state() {
        return { engine: engineHealth };
      },
      onDidChange: changes.event,
      connect: () => {
        connects++;
        return current === undefined ? Promise.reject(new Error("There is none.")) : Promise.resolve(current);
      },
    },
    connects: () => connects,
    connect: (to: ReturnType<typeof engine>) => {
      current = to.client;
      engineHealth = { kind: "connected", engine: to.info };
      changes.fire();
    },
    change: () => {
      changes.fire();
    },
  };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("what an engine has logged before and logs from now on is taken, in order and once", async () => {
  const log = new MessageLog();
  const [first, second, third] = [event(), event(), event()];
  const { source, connect, change, connects } = window();
  const seen: string[] = [];
  followLog(source, log, (entries) => seen.push(...entries.map(({ id }) => id)));
  change();
  assert.equal(connects(), 0, "Nobody is connected for the sake of the log.");
  const running = engine(5, [first, second]);
  connect(running);
  await Promise.resolve();
  running.add(second, third);
  await settled();
  assert.deepEqual(
    log.entries.map(({ record }) => record),
    [first, second, third],
  );
  assert.deepEqual(
    seen,
    [first, second, third].map(({ number }) => `5 ${number}`),
  );
});

test("after a crash the next engine is followed, and the old one no more", async () => {
  const log = new MessageLog();
  const { source, connect, change } = window();
  followLog(source, log, () => undefined);
  const [old, next] = [engine(1, [event()]), engine(2, [event()])];
  connect(old);
  await settled();
  connect(next);
  await settled();
  change();
  await settled();
  old.add(event());
  next.add(event());
  await settled();
  assert.deepEqual(
    log.entries.map(({ id }) => id.split(" ")[0]),
    ["1", "2", "2"],
  );
});
