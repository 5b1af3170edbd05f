import assert from "node:assert/strict";
import { test } from "node:test";
import type { CredentialInput } from "../../engine/protocol/credentials.js";
import type { ServerState } from "../../engine/protocol/server.js";
import type { LogRecord } from "../../engine/protocol/log.js";
import { Emitter } from "../../lwm2m/base/event.js";
import { silentLogger } from "../../lwm2m/base/logger.js";
import { SimulatedClock } from "../../lwm2m/base/testing/simulatedClock.js";
import type { ObjectDefinition } from "../../lwm2m/definition/model.js";
import type { FileDefinitions } from "../../server/protocol.js";
import { EngineSession } from "./engineSession.js";
import { emptySnapshot, FakeEngine, type Answers } from "../../engine/client/testing/fakeEngine.js";
import { sampleSummary, sampleTree, value } from "../../engine/client/testing/sampleDevice.js";

const running: ServerState = { kind: "running", host: "127.0.0.1", port: 40001, securePort: 40002 };

const tank: ObjectDefinition = {
  id: 42800,
  name: "Tank",
  urn: "urn:oma:lwm2m:x:42800",
  lwm2mVersion: "1.1",
  version: "1.0",
  isMultiple: true,
  isMandatory: false,
  description: undefined,
  resources: [],
};

/** A session whose engines are played, one after the other; more than there are cannot be started. */
function play(...engines: readonly Answers[]) {
  const clock = new SimulatedClock();
  const started: FakeEngine[] = [];
  const keys: CredentialInput[] = [{ identity: "a", key: "00ff" }];
  const keyChanges = new Emitter<void>();
  const definitions = new Map([["file:///w/42800.xml", [tank]]]);
  const definitionChanges = new Emitter<FileDefinitions>();
  const verdicts: string[] = [];
  let looks = 0;
  const session = new EngineSession({
    connect: () => {
      const answers = engines[started.length];
      if (answers === undefined) return Promise.reject(new Error("There is no engine. Install one."));
      const engine = new FakeEngine(answers, started.length + 100);
      started.push(engine);
      return Promise.resolve(engine.client);
    },
    clock,
    logger: silentLogger,
    credentials: { all: () => Promise.resolve([...keys]), onDidChange: keyChanges.event },
    definitions: { current: definitions, onDidChange: definitionChanges.event, start: () => (looks += 1) },
    onCrash: ({ kind }) => void verdicts.push(kind),
  });
  const engine = (index: number): FakeEngine => {
    const found = started[index];
    assert.ok(found, `engine ${index} was started`);
    return found;
  };
  return { session, clock, started, engine, keys, keyChanges, definitionChanges, verdicts, looks: () => looks };
}

test("no engine is started until something is asked, and then one", async () => {
  const { session, started } = play({}, {});
  assert.deepEqual([session.state.engine.kind, started.length, session.processId], ["not started", 0, undefined]);
  await Promise.all([session.connect(), session.connect(), session.request("engine/snapshot", {})]);
  assert.deepEqual([session.state.engine.kind, started.length, session.processId], ["connected", 1, 100]);
});

test("an engine gets the keys before anything is asked of it, and the definitions of the workspace", async () => {
  const { session, engine, looks } = play({});
  await session.connect();
  assert.deepEqual(engine(0).asked[0], {
    method: "credentials/set",
    params: { credentials: [{ identity: "a", key: "00ff" }] },
  });
  assert.match(engine(0).requests("definitions/set").join(), /42800\.xml.*"name":"Tank"/u);
  assert.equal(looks(), 1);
});

test("changes of keys and definitions are passed on, each once, until the session ends", async () => {
  const { session, engine, keys, keyChanges, definitionChanges, clock } = play({});
  await session.connect();
  keys.splice(0, 1, { identity: "b", key: "11" });
  keyChanges.fire();
  definitionChanges.fire({ uri: "file:///w/42800.xml", definitions: [] });
  await clock.advance(0);
  assert.deepEqual(engine(0).requests("credentials/set").slice(1), [`{"credentials":[{"identity":"b","key":"11"}]}`]);
  assert.deepEqual(engine(0).requests("credentials/remove"), [`{"identity":"a"}`]);
  assert.equal(engine(0).requests("definitions/set")[1], `{"uri":"file:///w/42800.xml","definitions":[]}`);
  keyChanges.fire();
  await clock.advance(0);
  assert.equal(engine(0).requests("credentials/set").length, 2);
  const before = engine(0).asked.length;
  session.dispose();
  keys.splice(0);
  keyChanges.fire();
  await clock.advance(0);
  assert.equal(engine(0).asked.length, before);
});

test("an engine that cannot be started is a state with its reason, and may be tried again", async () => {
  const { session } = play();
  await assert.rejects(session.connect(), /There is no engine/u);
  assert.deepEqual(session.state.engine, {
    kind: "failed",
    reason: "failed",
    problem: "There is no engine. Install one.",
  });
  await assert.rejects(session.request("server/stop", {}), /There is no engine/u);
});

test("after a crash another engine does again what this window had asked for", async () => {
  const simulator = {
    id: "s1",
    endpoint: "sim-1",
    objects: [{ objectId: 3303 }],
    security: "psk",
    state: { kind: "connecting" },
  } as const;
  const answers: Answers = {
    "server/start": () => running,
    "simulators/start": () => simulator,
    "devices/connect": () => ({ ...sampleSummary, kind: "direct" }),
  };
  const { session, clock, engine, started, verdicts } = play(answers, answers);
  await session.startServer({ host: "127.0.0.1", port: 0, securePort: 0 });
  await session.startSimulator({ objects: [{ objectId: 3303 }] });
  await session.connectDevice({ uri: "coap://192.0.2.7" });
  engine(0).crash();
  assert.deepEqual(session.state.engine, { kind: "crashed", secondsToRestart: 1 });
  assert.equal(session.processId, undefined);
  await clock.advance(999);
  assert.equal(started.length, 1);
  await clock.advance(1);
  assert.deepEqual(verdicts, ["restart"]);
  assert.equal(session.processId, 101);
  assert.equal(engine(1).asked[0]?.method, "credentials/set");
  // Where it was, although any free port had been asked for: devices look for it there.
  assert.deepEqual(engine(1).requests("server/start"), [`{"host":"127.0.0.1","port":40001,"securePort":40002}`]);
  assert.deepEqual(engine(1).requests("simulators/start"), [`{"objects":[{"objectId":3303}],"endpoint":"sim-1"}`]);
  assert.deepEqual(engine(1).requests("devices/connect"), [`{"uri":"coap://192.0.2.7"}`]);
});

test("what was stopped before the crash, here or by somebody else, stays stopped", async () => {
  const answers: Answers = {
    "server/start": () => running,
    "server/stop": () => ({ kind: "stopped" }),
    "simulators/start": ({ endpoint = "sim" }) => ({
      id: endpoint,
      endpoint,
      objects: [],
      security: "psk",
      state: { kind: "registered" },
    }),
  };
  const { session, clock, engine } = play(answers, answers, answers);
  await session.startServer({ host: "127.0.0.1", port: 0 });
  await session.startSimulator({ objects: [] });
  engine(0).notify("simulators/changed", []);
  engine(0).notify("server/changed", { kind: "stopped" });
  engine(0).crash();
  await clock.advance(1000);
  assert.deepEqual([...engine(1).requests("server/start"), ...engine(1).requests("simulators/start")], []);
  await session.startServer({ host: "127.0.0.1", port: 0 });
  await session.stopServer();
  engine(1).crash();
  await clock.advance(2000);
  assert.deepEqual(engine(2).requests("server/start"), []);
});

test("what another window has brought back already is not asked for twice", async () => {
  const { session, clock, engine } = play(
    { "server/start": () => running },
    { "engine/snapshot": () => ({ ...emptySnapshot, server: running }) },
  );
  await session.startServer({ host: "127.0.0.1", port: 0 });
  engine(0).crash();
  await clock.advance(1000);
  assert.deepEqual(engine(1).requests("server/start"), []);
  assert.deepEqual(session.state.server, running);
});

test("an engine that crashes again and again stays down until the user asks", async () => {
  const { session, clock, engine, started, verdicts } = play({}, {}, {}, {}, {}, {});
  await session.connect();
  for (let index = 0; index < 5; index++) {
    engine(index).crash();
    await clock.advance(8000);
  }
  assert.deepEqual(verdicts, ["restart", "restart", "restart", "restart", "give up"]);
  assert.deepEqual([session.state.engine.kind, started.length], ["failed", 5]);
  await session.connect();
  assert.equal(session.state.engine.kind, "connected");
});

test("devices, their trees and values are followed", async () => {
  const { session, engine, clock } = play({ "devices/tree": () => sampleTree });
  const changes: string[] = [];
  await session.connect();
  session.onDidChange(({ kind }) => changes.push(kind));
  engine(0).notify("devices/changed", sampleSummary);
  await session.loadTree("d1");
  engine(0).notify("devices/changed", { ...sampleSummary, status: "expired" });
  // That it was heard again is no reason to draw it anew.
  engine(0).notify("devices/changed", { ...sampleSummary, status: "expired", lastSeen: 1 });
  engine(0).notify("devices/values", { deviceId: "d1", values: [value("/3303/0/5700", "22.5")] });
  assert.deepEqual(changes, ["all", "device", "device", "values", "values"]);
  const device = session.state.devices.get("d1");
  assert.ok(device);
  assert.deepEqual([device.summary.status, device.summary.lastSeen], ["expired", 1]);
  assert.equal(device.values.get("/3303/0/5700")?.value.text, "22.5");
  engine(0).notify("devices/treeChanged", { deviceId: "d1" });
  await clock.advance(0);
  assert.equal(engine(0).requests("devices/tree").length, 2);
  engine(0).notify("devices/removed", { deviceId: "d1" });
  assert.equal(session.state.devices.size, 0);
});

test("a tree that changes while it is on its way is asked for once more, not twice at once", async () => {
  const answers: (() => void)[] = [];
  const { session, engine, clock } = play({
    "engine/snapshot": () => ({ ...emptySnapshot, devices: [sampleSummary] }),
    "devices/tree": () =>
      new Promise((resolve) => {
        answers.push(() => {
          resolve(sampleTree);
        });
      }),
  });
  await session.connect();
  const loads = [session.loadTree("d1"), session.loadTree("d1"), session.loadTree("d1")];
  await clock.advance(0);
  assert.equal(answers.length, 1);
  answers[0]?.();
  await clock.advance(0);
  assert.equal(answers.length, 2);
  answers[1]?.();
  await Promise.all(loads);
  assert.equal(engine(0).requests("devices/tree").length, 2);
});

test("a tree that cannot be had is a sentence at its device", async () => {
  const { session } = play({ "engine/snapshot": () => ({ ...emptySnapshot, devices: [sampleSummary] }) });
  await session.connect();
  await session.loadTree("d1");
  assert.equal(session.state.devices.get("d1")?.treeProblem, "The test has no answer to devices/tree.");
});

test("what has not worked stays at its place until it works", async () => {
  let isWilling = false;
  const { session } = play({
    "engine/snapshot": () => ({ ...emptySnapshot, devices: [sampleSummary] }),
    "devices/tree": () => sampleTree,
    "device/read": ({ path }) =>
      isWilling
        ? { kind: "success", code: "2.05 Content", milliseconds: 3, values: [value(path, "20")], problems: [] }
        : { kind: "refused", code: "4.01 Unauthorized", explanation: "It is not allowed.", diagnostic: "no" },
  });
  await session.connect();
  await session.loadTree("d1");
  const place = { deviceId: "d1", path: "/3303/0/5700" };
  await session.operate("device/read", place);
  assert.deepEqual(session.state.devices.get("d1")?.remarks.get(place.path), {
    short: "4.01 Unauthorized",
    explanation: "It is not allowed. The device says: no",
  });
  isWilling = true;
  await session.operate("device/read", place);
  assert.equal(session.state.devices.get("d1")?.remarks.size, 0);
  assert.equal(session.state.devices.get("d1")?.values.get(place.path)?.value.text, "20");
});

test("exploring an instance discovers and reads it, and does not read what does not answer", async () => {
  let answersDiscovery = true;
  const { session, engine } = play({
    "engine/snapshot": () => ({ ...emptySnapshot, devices: [sampleSummary] }),
    "devices/tree": () => sampleTree,
    "device/discover": ({ path }) => {
      if (!answersDiscovery) return { kind: "failed", explanation: "It does not answer." };
      const links = [{ path: `${path}/5700`, attributes: [{ name: "pmin", value: "10" }] }];
      return { kind: "success", code: "2.05 Content", milliseconds: 2, values: [], problems: [], links };
    },
    "device/read": () => ({ kind: "success", code: "2.05 Content", milliseconds: 3, values: [], problems: [] }),
  });
  await session.connect();
  await session.loadTree("d1");
  await session.explore("d1", "/3303/1");
  assert.deepEqual(engine(0).requests("device/read"), [`{"deviceId":"d1","path":"/3303/1"}`]);
  assert.deepEqual(session.state.devices.get("d1")?.attributes.get("/3303/1/5700"), [{ name: "pmin", value: "10" }]);
  answersDiscovery = false;
  await session.explore("d1", "/3303/1");
  assert.equal(engine(0).requests("device/read").length, 1);
  assert.equal(session.state.devices.get("d1")?.remarks.get("/3303/1")?.short, "no answer");
});

test("what an engine has logged before is told first, then what it logs; after a crash the next one's", async () => {
  const [first, second, third] = [1, 2, 3].map((number): LogRecord => ({
    kind: "event",
    number,
    time: number,
    peer: "127.0.0.1:50000",
    transport: "udp",
    summary: "Registered",
    details: [],
  }));
  assert.ok(first && second && third);
  const { session, engine, clock } = play(
    {
      "engine/snapshot": () => {
        engine(0).notify("log/added", { records: [second] });
        return { ...emptySnapshot, log: [first, second] };
      },
    },
    { "engine/snapshot": () => ({ ...emptySnapshot, log: [third] }) },
  );
  const told: string[] = [];
  session.onDidLog(({ records }) => told.push(records.map(({ number }) => number).join(" ")));
  await session.connect();
  engine(0).notify("log/added", { records: [third] });
  assert.deepEqual(told, ["1 2", "2", "3"]);
  engine(0).crash();
  await clock.advance(1000);
  engine(0).notify("log/added", { records: [first] });
  assert.deepEqual(told, ["1 2", "2", "3", "3"]);
});

test("a window that closes while it connects leaves the engine", async () => {
  const { session, started } = play({ "engine/snapshot": () => assert.fail("Nobody needs it.") });
  const connecting = session.connect();
  session.dispose();
  await assert.rejects(connecting, /closed meanwhile/u);
  await assert.rejects(started[0]?.client.request("engine/snapshot", {}) ?? Promise.resolve(), /is over/u);
});
