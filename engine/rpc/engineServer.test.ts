import assert from "node:assert/strict";
import { once } from "node:events";
import type { Socket } from "node:net";
import { test, type TestContext } from "node:test";
import { silentLogger } from "../../lwm2m/base/logger.js";
import { SimulatedClock } from "../../lwm2m/base/testing/simulatedClock.js";
import { EngineConnection, isMakingWay } from "../client/connection.js";
import type { EngineClient } from "../client/engineClient.js";
import { protocolVersion, type EngineInfo } from "../protocol.js";
import type { LogRecord } from "../protocol/log.js";
import { socketPairs } from "../testing/connectedSockets.js";
import { until } from "../testing/engineBundle.js";
import { stillCore, type StillCore } from "../testing/stillCore.js";
import { EngineServer } from "./engineServer.js";

const info: EngineInfo = { protocolVersion, version: "1.2.3", processId: 1, startedAt: 0 };

interface TestServer {
  readonly clock: SimulatedClock;
  readonly ends: readonly string[];
  /** Both ends of a new connection. */
  readonly open: () => Promise<{ readonly near: Socket; readonly far: Socket }>;
  readonly client: () => Promise<EngineClient>;
}

function testServer(t: TestContext, core: StillCore = stillCore()): TestServer {
  const clock = new SimulatedClock();
  const ends: string[] = [];
  const pairs = socketPairs(t);
  const server = new EngineServer({
    core,
    info,
    clock,
    logger: silentLogger,
    idleTime: 60_000,
    onEnd: (reason) => void ends.push(reason),
  });
  t.after(() => {
    server.dispose();
  });
  const open = async (): Promise<{ readonly near: Socket; readonly far: Socket }> => {
    const { near, far } = await pairs();
    server.accept(near);
    return { near, far };
  };
  return {
    clock,
    ends,
    open,
    client: async () => new EngineConnection((await open()).far).initialize({ name: "test", version: "0" }),
  };
}

test("ends a minute after the last client has gone", async (t) => {
  const core = stillCore();
  const { clock, ends, client } = testServer(t, core);
  await clock.advance(59_000);
  const first = await client();
  const second = await client();
  await clock.advance(1_000_000);
  first.dispose();
  await until("the first has gone", () => core.gone.length === 1);
  await clock.advance(1_000_000);
  assert.deepEqual(ends, []);
  second.dispose();
  await until("the second has gone", () => core.gone.length === 2);
  await clock.advance(59_999);
  assert.deepEqual(ends, []);
  await clock.advance(1);
  assert.deepEqual(ends, ["No client is left."]);
});

test("ends a minute after its start when nobody introduces himself", async (t) => {
  const { clock, ends, open } = testServer(t);
  const { far } = await open();
  far.write("Content-");
  await clock.advance(60_000);
  assert.deepEqual(ends, ["No client is left."]);
});

test("answers nothing before a client has introduced itself, and takes its introduction once", async (t) => {
  const { open } = testServer(t);
  const connection = new EngineConnection((await open()).far);
  await assert.rejects(connection.request("engine/snapshot", {}), {
    message: `The first request must be "engine/initialize", not "engine/snapshot".`,
  });
  const client = await connection.initialize({ name: "test", version: "0" });
  assert.deepEqual(client.engine, info);
  await client.request("engine/snapshot", {});
  await assert.rejects(client.request("engine/initialize", { protocolVersion, name: "test", version: "0" }), {
    code: "invalid parameter",
  });
});

test("tells a client of another version in words, and makes way for it when nobody else is there", async (t) => {
  const { open, client, ends } = testServer(t);
  const params = { protocolVersion: protocolVersion + 1, name: "VS Code", version: "9.0.0" };
  const other = await client();
  const early = new EngineConnection((await open()).far);
  await assert.rejects(early.request("engine/initialize", params), (error) => {
    assert.ok(error instanceof Error);
    assert.match(error.message, /engine of version 1\.2\.3 is running .* VS Code 9\.0\.0 does not understand it/u);
    assert.equal(isMakingWay(error), false);
    return true;
  });
  other.dispose();
  const late = new EngineConnection((await open()).far);
  await until("the engine makes way", () => {
    void late.request("engine/initialize", params).catch(() => undefined);
    return ends.length > 0;
  });
});

test("says what is wrong with a request, in the code that belongs to it", async (t) => {
  const { client, open } = testServer(
    t,
    stillCore({
      "server/stop": () => {
        throw new TypeError("internal detail");
      },
    }),
  );
  const asked = await client();
  await assert.rejects(asked.request("devices/tree", { deviceId: "" }), {
    code: "invalid parameter",
    message: "deviceId is empty.",
  });
  await assert.rejects(asked.request("devices/tree", { deviceId: "d" }), { code: "unknown device" });
  await assert.rejects(asked.request("server/stop", {}), (error) => {
    assert.ok(error instanceof Error);
    assert.doesNotMatch(error.message, /internal detail/u);
    return true;
  });
  const { far } = await open();
  far.end(framed({ jsonrpc: "2.0", id: 7, method: "engine/unknown", params: {} }));
  const answer: readonly unknown[] = await once(far, "data");
  assert.match(String(answer[0]), /"id":7,"error":\{"code":-32601,"message":"The engine knows no request/u);
});

test("gives up a client that says nonsense, and no other", async (t) => {
  const { client, open } = testServer(t);
  const good = await client();
  for (const nonsense of ["x".repeat(5000), "Content-Length: 99999999999\r\n\r\n", "Content-Length: 1\r\n\r\n{"]) {
    const { far } = await open();
    far.write(nonsense);
    await once(far.resume(), "close");
  }
  await good.request("engine/snapshot", {});
});

test("keeps little for a client that does not read, and gives it the newest when it does", async (t) => {
  const core = stillCore();
  const { open, client } = testServer(t, core);
  const reader = await client();
  const { near, far } = await open();
  far.write(
    framed({
      jsonrpc: "2.0",
      id: 1,
      method: "engine/initialize",
      params: { protocolVersion, name: "slow", version: "0" },
    }),
  );
  await once(far, "data");
  far.pause();

  let highest = 0;
  for (let round = 0; round < 300; round++) {
    const records = Array.from({ length: 100 }, (_, index) => record(round * 100 + index));
    core.notifications.fire({ name: "log/added", params: { records } });
    await new Promise(setImmediate);
    highest = Math.max(highest, near.writableLength);
  }
  // Each record has about a kilobyte, so 30 megabytes were to be told.
  assert.ok(highest < 2 * 1024 * 1024, `${highest} bytes wait`);
  await reader.request("engine/snapshot", {});

  let text = "";
  far.on("data", (data: Buffer) => {
    text += data.toString("latin1");
  });
  far.resume();
  await until("the newest record has come", () => text.includes(`"number":29999,`));
  const numbers = [...text.matchAll(/"number":(\d+),/gu)].map((match) => Number(match[1]));
  assert.deepEqual(
    numbers,
    [...numbers].sort((left, right) => left - right),
  );
  assert.ok(numbers.length < 10_000);
});

test("reads no more requests of a client that does not read the answers", async (t) => {
  let answered = 0;
  const log = Array.from({ length: 100 }, (_, index) => record(index));
  const core = stillCore({
    "engine/snapshot": () => {
      answered += 1;
      return { server: { kind: "stopped" }, devices: [], simulators: [], credentials: [], log };
    },
  });
  const { near, far } = await testServer(t, core).open();
  const introduction = { protocolVersion, name: "slow", version: "0" };
  far.write(framed({ jsonrpc: "2.0", id: 0, method: "engine/initialize", params: introduction }));
  await once(far, "data");
  far.pause();
  for (let id = 1; id <= 5000; id++) far.write(framed({ jsonrpc: "2.0", id, method: "engine/snapshot", params: {} }));
  await until("the answers wait", () => near.writableLength > 256 * 1024 && near.isPaused());
  const waiting = answered;
  assert.ok(waiting < 2500, `${waiting} were answered`);
  far.resume();
  await until("all are answered", () => answered === 5000);
});

function record(number: number): LogRecord {
  const details = [{ name: "filler", value: "x".repeat(1000) }];
  return { kind: "event", number, time: 0, peer: "", transport: "udp", summary: "", details };
}

function framed(message: object): string {
  const body = JSON.stringify(message);
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
