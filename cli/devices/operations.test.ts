import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { emptySnapshot, FakeEngine, type Answers, type AskedRequest } from "../../engine/client/testing/fakeEngine.js";
import { sampleSummary as thermostat, sampleTree as tree } from "../../engine/client/testing/sampleDevice.js";
import type { EngineMethod } from "../../engine/protocol.js";
import type { ObservationInfo } from "../../engine/protocol/devices.js";
import type { LogRecord } from "../../engine/protocol/log.js";
import type { OperationResult } from "../../engine/protocol/operations.js";
import type { PathValue } from "../../engine/protocol/values.js";
import { runIn, testFolder, type RunSetting } from "../testing/runIn.js";

const snapshot = {
  ...emptySnapshot,
  server: { kind: "running", host: "127.0.0.1", port: 5683, securePort: 5684 },
  devices: [thermostat],
} as const;
const value: PathValue = { path: "/3303/0/5700", type: "Float", text: "21.5", json: 21.5, receivedAt: 0 };
const content: OperationResult = {
  kind: "success",
  code: "2.05 Content",
  milliseconds: 3,
  values: [value],
  problems: [],
};
const changed: OperationResult = { kind: "success", code: "2.04 Changed", milliseconds: 3, values: [], problems: [] };

/** Runs a command against an engine that knows the thermostat. */
async function checkCommand(argv: readonly string[], answers: Answers, setting: RunSetting = {}) {
  const engine = new FakeEngine({ "engine/snapshot": () => snapshot, "devices/tree": () => tree, ...answers });
  return { ...(await runIn("/", argv, { engine: engine.client, ...setting })), asked: engine.asked };
}

/** What the device was asked. */
function askedFor(asked: readonly AskedRequest[], method: EngineMethod): unknown {
  return asked.find((one) => one.method === method)?.params;
}

test("read shows values with their names and units", async () => {
  const { stdout, exitCode, asked } = await checkCommand(
    ["read", "thermostat-1", "/3303/0/5700", "--content-format", "tlv"],
    {
      "device/read": () => content,
    },
  );
  assert.equal(stdout, "/3303/0/5700  Sensor Value  21.5 Cel\n");
  assert.equal(exitCode, 0);
  assert.deepEqual(askedFor(asked, "device/read"), {
    deviceId: thermostat.id,
    path: "/3303/0/5700",
    contentFormat: 11542,
  });
  for (const [written, path] of [
    ["3303/0/5700", "/3303/0/5700"],
    ["/3303/0/", "/3303/0"],
    ["time", "/time"],
    ["/1/2/3/4/5", "/1/2/3/4/5"],
  ] as const) {
    const again = await checkCommand(["read", "thermostat-1", written], { "device/read": () => content });
    assert.deepEqual(askedFor(again.asked, "device/read"), { deviceId: thermostat.id, path });
  }
});

test("read as JSON is the result as it is", async () => {
  const { stdout } = await checkCommand(["read", "thermostat-1", "/3303/0/5700", "--json"], {
    "device/read": () => content,
  });
  assert.deepEqual(JSON.parse(stdout), content);
});

test("a payload that could not be understood is shown raw, with the place", async () => {
  const damaged: OperationResult = {
    ...content,
    values: [],
    problems: [{ offset: 2, message: "The value ends too early." }],
    payload: { contentFormat: "tlv", length: 3, hex: "c80001" },
  };
  const { stderr } = await checkCommand(["read", "thermostat-1", "/3303"], { "device/read": () => damaged });
  assert.match(stderr, /At byte 2 of the payload: The value ends too early\.\n.*tlv, 3 bytes\): c80001/u);
});

test("a refusal and a silence are exit code 1 with what they mean", async () => {
  const refused = await checkCommand(["read", "thermostat-1", "/9/9/9"], {
    "device/read": () => ({
      kind: "refused",
      code: "4.04 Not Found",
      explanation: "There is none.",
      diagnostic: "no /9",
    }),
  });
  assert.deepEqual(
    [refused.exitCode, refused.stderr],
    [1, "lwm2m: 4.04 Not Found. There is none. The device says: no /9\n"],
  );
  const silent = await checkCommand(["read", "thermostat-1", "/3"], {
    "device/read": () => ({ kind: "failed", explanation: "No answer." }),
  });
  assert.deepEqual([silent.exitCode, silent.stderr], [1, "lwm2m: No answer.\n"]);
});

test("write sends a value, or the bytes of a file", async () => {
  const write = await checkCommand(["write", "thermostat-1", "/3/0/15", "Europe/Berlin", "--update"], {
    "device/write": () => changed,
  });
  assert.deepEqual(askedFor(write.asked, "device/write"), {
    deviceId: thermostat.id,
    path: "/3/0/15",
    value: "Europe/Berlin",
    mode: "update",
  });
  const file = await checkCommand(["write", "thermostat-1", "/5/0/0", "firmware.bin", "--file"], {
    "device/writeFile": () => changed,
  });
  assert.deepEqual(askedFor(file.asked, "device/writeFile"), {
    deviceId: thermostat.id,
    path: "/5/0/0",
    file: "/firmware.bin",
  });
  assert.equal(file.stderr, "2.04 Changed\n");
});

test("execute passes its arguments on", async () => {
  const { asked } = await checkCommand(["execute", "thermostat-1", "/3/0/4", "0='U'"], {
    "device/execute": () => changed,
  });
  assert.deepEqual(askedFor(asked, "device/execute"), { deviceId: thermostat.id, path: "/3/0/4", arguments: "0='U'" });
});

test("discover lists links with their attributes", async () => {
  const { stdout } = await checkCommand(["discover", "thermostat-1", "/3303"], {
    "device/discover": () => ({
      ...changed,
      links: [{ path: "/3303/0/5700", attributes: [{ name: "pmin", value: "10" }, { name: "obs" }] }],
    }),
  });
  assert.equal(stdout, "/3303/0/5700  pmin=10  obs\n");
});

test("observe shows values until they are counted, and cancels", async () => {
  const engine = new FakeEngine({
    "engine/snapshot": () => snapshot,
    "devices/tree": () => tree,
    "device/observe": () => {
      setImmediate(() => {
        engine.notify("devices/values", { deviceId: thermostat.id, values: [value, { ...value, path: "/3/0/9" }] });
        engine.notify("devices/values", { deviceId: "another", values: [value] });
        engine.notify("devices/values", { deviceId: thermostat.id, values: [{ ...value, text: "22" }] });
      });
      return content;
    },
    "device/cancelObservation": () => changed,
  });
  const { stdout, exitCode } = await runIn("/", ["observe", "thermostat-1", "/3303", "--count", "2"], {
    engine: engine.client,
  });
  assert.deepEqual(stdout.replaceAll(/^\S+ {2}/gmu, "").split("\n"), [
    "/3303/0/5700  Sensor Value  21.5 Cel",
    "/3303/0/5700  Sensor Value  22 Cel",
    "",
  ]);
  assert.equal(exitCode, 0);
  assert.ok(askedFor(engine.asked, "device/cancelObservation") !== undefined);
});

test("observe ends when it is interrupted, and when the engine is gone", async () => {
  const answers: Answers = { "device/observe": () => content, "device/cancelObservation": () => changed };
  assert.equal((await checkCommand(["observe", "thermostat-1", "/3303"], answers, { interruptAt: /^/u })).exitCode, 0);
  const engine = new FakeEngine({
    "engine/snapshot": () => snapshot,
    "devices/tree": () => tree,
    "device/observe": () => {
      setImmediate(() => {
        engine.crash();
      });
      return content;
    },
  });
  const lost = await runIn("/", ["observe", "thermostat-1", "/3303"], { engine: engine.client });
  assert.deepEqual([lost.exitCode, lost.stderr.includes("connection to the engine is lost")], [2, true]);
});

test("observe tells of payloads that are broken, and ends when the device ends the observation", async () => {
  let observation: ObservationInfo = { path: "/3303/0/5700", state: "active" };
  const engine = new FakeEngine({
    "engine/snapshot": () => snapshot,
    "devices/tree": () => ({ ...tree, observations: [observation] }),
    "device/observe": () => {
      setTimeout(() => {
        engine.notify("log/added", { records: [brokenNotification] });
        observation = { ...observation, state: "refused", problem: "The device ended the observation with 5.03." };
        engine.notify("devices/treeChanged", { deviceId: thermostat.id });
      }, 10);
      return content;
    },
  });
  const ended = await runIn("/", ["observe", "thermostat-1", "/3303/0/5700"], { engine: engine.client });
  assert.equal(ended.exitCode, 1);
  assert.match(
    ended.stderr,
    /at byte 1 of the payload: No value\.\nlwm2m: The payload: 7b7b\nlwm2m: The device ended the observation with 5\.03\.\n$/u,
  );
});

test("observe says when the device goes and comes back, and ends when it is forgotten", async () => {
  const engine = new FakeEngine({
    "engine/snapshot": () => snapshot,
    "devices/tree": () => ({ ...tree, observations: [{ path: "/3303/0/5700", state: "active" }] }),
    "device/observe": () => {
      setTimeout(() => {
        for (const status of ["online", "expired", "online"] as const) {
          engine.notify("devices/changed", { ...thermostat, status });
        }
        engine.notify("devices/removed", { deviceId: thermostat.id });
      }, 10);
      return content;
    },
  });
  const { exitCode, stderr } = await runIn("/", ["observe", "thermostat-1", "/3303/0/5700"], { engine: engine.client });
  assert.equal(exitCode, 1);
  assert.deepEqual(stderr.split("\n"), [
    "lwm2m: thermostat-1 has let the lifetime of its registration pass. The observation goes on by itself when it is back.",
    "lwm2m: thermostat-1 is back.",
    "lwm2m: The device was forgotten, and the observation with it.",
    "",
  ]);
});

const brokenNotification: LogRecord = {
  kind: "message",
  number: 1,
  time: 0,
  peer: thermostat.address,
  transport: "dtls",
  deviceId: thermostat.id,
  direction: "in",
  summary: "2.05 Content",
  payload: { length: 2, hex: "7b7b", values: [], problems: [{ offset: 1, message: "No value." }] },
  hex: "",
};

test("a device that is not there, and an engine that does not start, are exit code 2", async () => {
  const misspelled = await checkCommand(["read", "termostat-1", "/3"], {});
  assert.deepEqual(
    [misspelled.exitCode, misspelled.stderr],
    [2, `lwm2m: There is no device "termostat-1". Did you mean "thermostat-1"?\n`],
  );
  const none = await checkCommand(["read", "x", "/3"], {
    "engine/snapshot": () => ({ ...snapshot, devices: [], server: { kind: "stopped" } }),
  });
  assert.match(none.stderr, /No device is known, and the LwM2M Server does not run\. Start it with "lwm2m serve"/u);
  const withoutEngine = await runIn("/", ["devices"]);
  assert.deepEqual([withoutEngine.exitCode, withoutEngine.stderr], [2, "lwm2m: The engine could not be started.\n"]);
  const format = await checkCommand(["read", "thermostat-1", "/3", "--content-format", "xml"], {});
  assert.match(format.stderr, /There is no content format "xml"\. Write text, link-format, /u);
});

test("an address connects first", async () => {
  const { asked, stdout } = await checkCommand(["read", "coaps://127.0.0.1", "/3303/0/5700", "--identity", "me"], {
    "devices/connect": () => ({ ...thermostat, id: "direct:1", kind: "direct" }),
    "device/read": () => content,
  });
  assert.deepEqual(askedFor(asked, "devices/connect"), { uri: "coaps://127.0.0.1", identity: "me" });
  assert.match(stdout, /21\.5 Cel/u);
});

test("the user's patience is handed to connecting, and what is left of it to the operation", async () => {
  const { asked } = await checkCommand(["read", "coap://127.0.0.1", "/3", "--timeout", "3"], {
    "devices/connect": () => ({ ...thermostat, id: "direct:1", kind: "direct" }),
    "device/read": () => content,
  });
  assert.deepEqual(askedFor(asked, "devices/connect"), { uri: "coap://127.0.0.1", timeout: 3000 });
  const read = askedFor(asked, "device/read");
  assert.ok(typeof read === "object" && read !== null && "timeout" in read && typeof read.timeout === "number");
  assert.ok(read.timeout >= 1 && read.timeout <= 3000);
  const days = await checkCommand(["read", "thermostat-1", "/3", "--timeout", "90000"], {});
  assert.deepEqual([days.exitCode, /Write whole seconds, from 1 to 86400/u.test(days.stderr)], [2, true]);
});

test("devices lists who is there, in columns, and what is odd about them", async () => {
  const { stdout, stderr } = await checkCommand(["devices"], {
    "engine/snapshot": () => ({
      ...snapshot,
      devices: [
        thermostat,
        { ...thermostat, name: "b", security: { kind: "none" }, transport: "udp", warnings: ["Odd."] },
      ],
    }),
  });
  assert.deepEqual(stdout.split("\n"), [
    "thermostat-1  online  PSK thermostat-1  coaps://127.0.0.1:50000  LwM2M 1.1  lifetime 300 s",
    "b             online  no security       coap://127.0.0.1:50000   LwM2M 1.1  lifetime 300 s",
    "",
  ]);
  assert.equal(stderr, "lwm2m: b: Odd.\n");
  const json = await checkCommand(["devices", "--json"], {});
  assert.deepEqual(JSON.parse(json.stdout), [thermostat]);
});

test("what devices say cannot steer the terminal", async (t) => {
  const { path } = testFolder(t, {});
  const engine = new FakeEngine({
    "engine/snapshot": () => snapshot,
    "devices/tree": () => tree,
    "device/read": () => ({ ...content, values: [{ ...value, type: "Float", text: "\u001B[2J" }] }),
  });
  const { stdout } = await runIn(path, ["read", "thermostat-1", "/3303/0/5700"], { engine: engine.client });
  assert.ok(!stdout.includes("\u001B"));
});

test("definitions that are not OMA's are handed to the engine first", async (t) => {
  const { path } = testFolder(t, {
    "42001.xml": readFileSync("examples/objects/42001.xml", "utf8"),
    "empty.xml": "<LWM2M/>",
  });
  const engine = new FakeEngine({
    "engine/snapshot": () => snapshot,
    "devices/tree": () => tree,
    "definitions/set": () => null,
    "device/read": () => content,
  });
  const read = ["read", "thermostat-1", "/42001/0/1", "--definitions"];
  assert.equal((await runIn(path, [...read, "42001.xml"], { engine: engine.client })).exitCode, 0);
  const [first] = engine.asked;
  assert.equal(first?.method, "definitions/set");
  assert.match(JSON.stringify(first.params), /"uri":"file:.*42001\.xml","definitions":\[\{"id":42001/u);
  const empty = await runIn(path, [...read, "empty.xml"], { engine: engine.client });
  assert.deepEqual([empty.exitCode, empty.stderr], [2, "lwm2m: empty.xml defines no object with a name and an ID.\n"]);
});
