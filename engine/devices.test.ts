import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { systemClock } from "../lwm2m/base/clock.js";
import { silentLogger } from "../lwm2m/base/logger.js";
import { systemRandom } from "../lwm2m/base/random.js";
import { Secret } from "../lwm2m/base/secret.js";
import { createDefinitionSet } from "../lwm2m/data/definitionSet.js";
import type { ObjectDefinition } from "../lwm2m/definition/model.js";
import { createSimulatedDevice } from "../lwm2m/device/createSimulatedDevice.js";
import type { SimulatedDevice } from "../lwm2m/device/simulatedDevice.js";
import { testRegistry } from "../test/fixtures/registry.js";
import type { EngineClient } from "./client/engineClient.js";
import { createSimulatorConnector } from "./core/simulatorConnector.js";
import { logPath } from "./home/logFile.js";
import { statePath } from "./home/stateFile.js";
import type { EngineNotification, EngineNotifications, EngineSnapshot } from "./protocol.js";
import type { DeviceSummary, DeviceTree, ResourceNode } from "./protocol/devices.js";
import type { AttemptRecord } from "./protocol/log.js";
import { engineBundle, until, type TestHome } from "./testing/engineBundle.js";

// Whole engines with devices on the loopback interface.

const keyHex = "00112233445566778899aabbccddeeff";

interface Ports {
  readonly port: number;
  readonly securePort: number;
}

/** Starts the LwM2M Server on free ports. */
async function startServer(client: EngineClient, ports: Partial<Ports> = {}): Promise<Ports> {
  const state = await client.request("server/start", { host: "127.0.0.1", port: 0, securePort: 0, ...ports });
  assert.equal(state.kind, "running");
  const { port = 0, securePort = 0 } = state;
  return { port, securePort };
}

interface OwnDevice {
  readonly endpoint: string;
  readonly identity?: string;
  readonly key?: string;
  readonly port: number;
  readonly lifetime?: number;
}

/** A device in the process of the test, so that it lives on when the engine ends. */
function ownDevice(home: TestHome, { endpoint, identity, key, port, lifetime }: OwnDevice): SimulatedDevice {
  const [clock, random, logger] = [systemClock, systemRandom, silentLogger];
  const secret = new Secret(Buffer.from(key ?? "", "hex"));
  const definition = testRegistry().object(3303);
  assert.ok(definition !== undefined);
  const device = createSimulatedDevice({
    endpoint,
    objects: [{ definition, instances: 2 }],
    definitions: createDefinitionSet(testRegistry()),
    ...(lifetime === undefined ? {} : { lifetime }),
    server: createSimulatorConnector({
      address: () => ({ host: "127.0.0.1", port }),
      ...(identity === undefined ? {} : { psk: { identity, key: () => secret } }),
      clock,
      random,
      logger,
    }),
    clock,
    random,
    logger,
  });
  home.atEnd(() => device.stop());
  return device;
}

/** Waits until the snapshot shows something; fails after a generous time. */
async function seen<T>(
  client: EngineClient,
  what: string,
  look: (snapshot: EngineSnapshot) => T | undefined,
): Promise<T> {
  const end = Date.now() + 30_000;
  for (;;) {
    const snapshot = await client.request("engine/snapshot", {});
    const found = look(snapshot);
    if (found !== undefined) return found;
    if (Date.now() > end) {
      const { server, devices, simulators, log } = snapshot;
      const tail = log.slice(-20).map((record) => `${record.kind} ${record.summary}`);
      throw new Error(`Waited in vain: ${what}. ${JSON.stringify({ server, devices, simulators, tail }, null, 1)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function online(client: EngineClient, name: string): Promise<DeviceSummary> {
  return seen(client, `${name} is online`, ({ devices }) =>
    devices.find((device) => device.name === name && device.status === "online"),
  );
}

/** Everything of one kind that is told from now on. */
function gather<N extends EngineNotification>(client: EngineClient, name: N): readonly EngineNotifications[N][] {
  const all: EngineNotifications[N][] = [];
  client.onNotification(name, (params) => void all.push(params));
  return all;
}

function resourceAt(tree: DeviceTree, path: string): ResourceNode | undefined {
  return tree.objects
    .flatMap(({ instances }) => instances)
    .flatMap(({ resources }) => resources)
    .find((resource) => resource.path === path);
}

test("shows two clients the same simulated device, with all that is done to it", async (t) => {
  const home = (await engineBundle()).home(t);
  const [first, second] = [await home.connect(), await home.connect()];
  await startServer(first);
  const values = gather(second, "devices/values");
  const simulator = await first.request("simulators/start", { endpoint: "thermometer", objects: [{ objectId: 3303 }] });
  assert.equal(simulator.endpoint, "thermometer");
  const device = await online(first, "thermometer");
  assert.deepEqual(device, await online(second, "thermometer"));
  assert.deepEqual(
    [device.kind, device.transport, device.isSimulated, device.lwm2mVersion],
    ["registered", "dtls", true, "1.1"],
  );
  assert.deepEqual(device.security.kind === "psk" && device.security.identity, "thermometer");
  assert.match((device.security.kind === "psk" && device.security.suite) || "", /^TLS_.*PSK/u);
  const state = await seen(first, "it is registered", ({ simulators }) =>
    simulators.find((one) => one.state.kind === "registered"),
  );
  assert.deepEqual(state.objects, [{ objectId: 3303, version: testRegistry().object(3303)?.version, instances: 1 }]);

  const { id: deviceId } = device;
  const before = await first.request("devices/tree", { deviceId });
  assert.deepEqual(before.objects.map(({ objectId }) => objectId).slice(-1), [3303]);
  assert.equal(resourceAt(before, "/3303/0/5700")?.definition?.name, "Sensor Value");
  assert.equal(resourceAt(before, "/3303/0/5700")?.value, undefined);

  const read = await first.request("device/read", { deviceId, path: "/3303/0" });
  assert.ok(read.kind === "success", JSON.stringify(read));
  assert.deepEqual(read.problems, []);
  const shown = read.values.find(({ path }) => path === "/3303/0/5700");
  assert.equal(shown?.type, "Float");
  await until("the other client hears the values", () =>
    values.some((told) => told.deviceId === deviceId && told.values.some(({ path }) => path === "/3303/0/5700")),
  );
  const tree = await second.request("devices/tree", { deviceId });
  assert.deepEqual(resourceAt(tree, "/3303/0/5700")?.value, shown);

  const write = await first.request("device/write", { deviceId, path: "/1/0/1", value: "120" });
  assert.equal(write.kind, "success", JSON.stringify(write));
  await seen(second, "the lifetime is new", ({ devices }) => devices.find(({ lifetime }) => lifetime === 120));
  const wrong = await first.request("device/write", { deviceId, path: "/1/0/1", value: "soon" });
  assert.equal(wrong.kind, "failed");

  const execute = await first.request("device/execute", { deviceId, path: "/3303/0/5605" });
  assert.equal(execute.kind, "success", JSON.stringify(execute));
  const missing = await first.request("device/read", { deviceId, path: "/3303/7" });
  assert.deepEqual(missing.kind === "refused" && missing.code, "4.04 Not Found");

  const observe = await first.request("device/observe", { deviceId, path: "/1/0/1" });
  assert.equal(observe.kind, "success", JSON.stringify(observe));
  await first.request("device/write", { deviceId, path: "/1/0/1", value: "90" });
  await seen(second, "a notification is logged", ({ log }) =>
    log.find(
      (record) =>
        record.kind === "message" &&
        record.direction === "in" &&
        record.payload?.values.some(({ text }) => text === "90"),
    ),
  );
  assert.ok(values.some((told) => told.values.some(({ path, text }) => path === "/1/0/1" && text === "90")));
  assert.equal(resourceAt(await second.request("devices/tree", { deviceId }), "/1/0/1")?.isObserved, true);
  const cancel = await second.request("device/cancelObservation", { deviceId, path: "/1/0/1" });
  assert.equal(cancel.kind, "success", JSON.stringify(cancel));
  assert.equal(resourceAt(await first.request("devices/tree", { deviceId }), "/1/0/1")?.isObserved, false);

  const discover = await first.request("device/discover", { deviceId, path: "/3303" });
  assert.ok(discover.kind === "success" && discover.links?.some(({ path }) => path === "/3303/0"));

  await first.request("simulators/stop", { id: simulator.id });
  await seen(second, "the device is gone", ({ devices, simulators }) =>
    devices.length === 0 && simulators.length === 0 ? true : undefined,
  );
});

test("simulates a device without security, and says what a simulation needs", async (t) => {
  const home = (await engineBundle()).home(t);
  const client = await home.connect();
  await assert.rejects(client.request("simulators/start", { objects: [] }), {
    code: "failed",
    message: "The LwM2M Server is not running. Start it, then simulate the device again.",
  });
  await client.request("server/start", { host: "127.0.0.1", port: 0 });
  await assert.rejects(client.request("simulators/start", { objects: [] }), {
    code: "failed",
    message: /no port for DTLS/u,
  });
  const simulator = await client.request("simulators/start", { objects: [], security: "none" });
  const device = await online(client, simulator.endpoint);
  assert.deepEqual([device.transport, device.security, device.isSimulated], ["udp", { kind: "none" }, true]);
  await assert.rejects(client.request("simulators/start", { objects: [{ objectId: 65000 }], security: "none" }), {
    code: "invalid parameter",
    message: /No definition of object 65000 is known/u,
  });
  await assert.rejects(
    client.request("simulators/start", { objects: [{ objectId: 3303, version: "9.9" }], security: "none" }),
    { code: "invalid parameter", message: /object 3303 in version 9\.9/u },
  );
  await assert.rejects(
    client.request("simulators/start", { endpoint: simulator.endpoint, objects: [], security: "none" }),
    { code: "invalid parameter" },
  );
  await assert.rejects(client.request("simulators/stop", { id: "nobody" }), { code: "invalid parameter" });
});

test("tells a wrong key from an unknown identity, and takes the key that is added", async (t) => {
  const home = (await engineBundle()).home(t);
  const client = await home.connect();
  const { securePort: port } = await startServer(client);
  await client.request("credentials/set", { credentials: [{ identity: "known", key: "ff".repeat(16) }] });
  ownDevice(home, { endpoint: "wrong-key", identity: "known", key: keyHex, port });
  ownDevice(home, { endpoint: "unknown", identity: "stranger", key: keyHex, port });
  const attempt = (identity: string): Promise<AttemptRecord> =>
    seen(client, `the attempt of ${identity}`, ({ log }) =>
      log.find((record): record is AttemptRecord => record.kind === "attempt" && record.remedy?.identity === identity),
    );
  const [wrong, unknown] = [await attempt("known"), await attempt("stranger")];
  assert.equal(wrong.summary, "Wrong key for “known”");
  assert.equal(unknown.summary, "Unknown identity “stranger”");
  assert.notEqual(wrong.explanation, unknown.explanation);
  assert.ok(wrong.details.some(({ name, value }) => name === "Offered cipher suites" && value.includes("PSK")));

  const infos = await client.request("credentials/set", {
    credentials: [
      { identity: "known", key: keyHex },
      { identity: "stranger", key: keyHex },
    ],
  });
  assert.deepEqual(infos, [
    { identity: "known", keyLength: 16 },
    { identity: "stranger", keyLength: 16 },
  ]);
  ownDevice(home, { endpoint: "right-key", identity: "known", key: keyHex, port });
  ownDevice(home, { endpoint: "added", identity: "stranger", key: keyHex, port });
  await online(client, "right-key");
  await online(client, "added");
});

test("keeps devices and observations over a crash, and no key anywhere", async (t) => {
  const home = (await engineBundle()).home(t);
  const first = await home.connect();
  const credentials = [{ identity: "keeper-id", key: keyHex }];
  await first.request("credentials/set", { credentials });
  const ports = await startServer(first);
  const keeper = { endpoint: "keeper", identity: "keeper-id", key: keyHex, port: ports.securePort };
  const keeping = ownDevice(home, keeper);
  ownDevice(home, { endpoint: "plain", port: ports.port, lifetime: 10 });
  await first.request("simulators/start", { endpoint: "made-up", objects: [] });
  const { id: deviceId } = await online(first, "keeper");
  await online(first, "plain");
  await online(first, "made-up");
  const observe = await first.request("device/observe", { deviceId, path: "/3303/1/5700" });
  assert.equal(observe.kind, "success", JSON.stringify(observe));
  await until("the observation is written", () => textOf(statePath(home.folder)).includes("/3303/1/5700"));
  const snapshot = await first.request("engine/snapshot", {});
  await home.kill(first);
  noKeyIn(home, JSON.stringify(snapshot));

  const second = await home.connect();
  const restored = await second.request("engine/snapshot", {});
  assert.deepEqual(
    restored.devices.map(({ name, status }) => [name, status]).sort(),
    [
      ["keeper", "not seen yet"],
      ["plain", "not seen yet"],
    ],
    "simulated devices end with their engine",
  );
  assert.equal(restored.devices.find(({ name }) => name === "keeper")?.id, deviceId);
  const values = gather(second, "devices/values");
  await second.request("credentials/set", { credentials });
  await startServer(second, ports);
  // Without DTLS the next Update is enough. With DTLS no session is left, which a device finds out by and by; as if it
  // were started again, it comes at once.
  await online(second, "plain");
  void keeping.stop();
  ownDevice(home, keeper);
  assert.equal((await online(second, "keeper")).id, deviceId);
  await until("a notification has come", () =>
    values.some((told) => told.deviceId === deviceId && told.values.some(({ path }) => path === "/3303/1/5700")),
  );
  const tree = await second.request("devices/tree", { deviceId });
  assert.equal(resourceAt(tree, "/3303/1/5700")?.isObserved, true);
  noKeyIn(home, JSON.stringify(await second.request("engine/snapshot", {})));
});

/** The text of a file; empty as long as there is none. */
function textOf(path: string): string {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

/** Looks for the key in every file of a home and in a text, as bytes and in each way it may be written. */
function noKeyIn(home: TestHome, text: string): void {
  const key = Buffer.from(keyHex, "hex");
  const forms = [
    key,
    keyHex,
    keyHex.toUpperCase(),
    key.toString("base64").replace(/=+$/u, ""),
    key.toString("base64url"),
  ];
  const spaced = keyHex.replaceAll(/(..)(?=.)/gu, "$1 ");
  for (const form of [...forms, spaced, spaced.replaceAll(" ", ":"), JSON.stringify([...key]).slice(1, -1)]) {
    for (const name of readdirSync(home.folder)) {
      const path = join(home.folder, name);
      if (!statSync(path, { throwIfNoEntry: false })?.isFile()) continue;
      assert.equal(readFileSync(path).includes(form), false, `${name} has the key as ${String(form)}`);
    }
    if (typeof form === "string") assert.equal(text.includes(form), false, `the snapshot has the key as ${form}`);
  }
}

test("never repeats a key in an error", async (t) => {
  const home = (await engineBundle()).home(t);
  const client = await home.connect();
  const wrongs = [
    [{ identity: "a", key: `${keyHex}zz` }],
    [{ identity: "a", key: keyHex.repeat(9) }],
    [{ identity: "", key: keyHex }],
    [{ identity: 7, key: keyHex }],
    { identity: "a", key: keyHex },
  ];
  for (const credentials of wrongs) {
    // @ts-expect-error What a client of another make may send.
    const asked: Promise<unknown> = client.request("credentials/set", { credentials });
    await assert.rejects(asked, (error) => {
      assert.ok(error instanceof Error);
      assert.equal(`${error.message}${error.stack ?? ""}`.includes(keyHex.slice(0, 16)), false);
      return true;
    });
  }
  assert.equal(readFileSync(logPath(home.folder), "utf8").includes(keyHex.slice(0, 16)), false);
});

const own: ObjectDefinition = {
  id: 3303,
  name: "Oven",
  urn: "urn:oma:lwm2m:x:3303",
  lwm2mVersion: "1.0",
  version: "1.1",
  isMultiple: true,
  isMandatory: false,
  description: undefined,
  resources: [
    {
      id: 5700,
      name: "Heat",
      operations: "R",
      isMultiple: false,
      isMandatory: true,
      type: "String",
      range: "",
      units: "",
      description: undefined,
    },
  ],
};

test("decodes with the definitions of a client's files as they are edited, and forgets them with the client", async (t) => {
  const home = (await engineBundle()).home(t);
  const [reader, editor] = [await home.connect(), await home.connect()];
  await startServer(reader);
  await reader.request("simulators/start", { endpoint: "oven", objects: [{ objectId: 3303, version: "1.1" }] });
  const { id: deviceId } = await online(reader, "oven");
  const read = await reader.request("device/read", { deviceId, path: "/3303/0/5700", contentFormat: 0 });
  assert.ok(read.kind === "success", JSON.stringify(read));
  const [measured] = read.values;
  assert.equal(measured?.type, "Float");

  const values = gather(reader, "devices/values");
  const changes = gather(reader, "devices/treeChanged");
  await editor.request("definitions/set", { uri: "file:///oven.xml", definitions: [own] });
  await until("the value is read anew", () => values.some((told) => told.values.some(({ type }) => type === "String")));
  assert.ok(changes.some((told) => told.deviceId === deviceId));
  const tree = await reader.request("devices/tree", { deviceId });
  const object = tree.objects.find(({ objectId }) => objectId === 3303);
  assert.deepEqual([object?.definition?.name, object?.definition?.uri], ["Oven", "file:///oven.xml"]);
  const heat = resourceAt(tree, "/3303/0/5700");
  assert.deepEqual([heat?.definition?.name, heat?.value?.type, heat?.value?.text], ["Heat", "String", measured.text]);

  editor.dispose();
  await until("the value is a number again", () => values.at(-1)?.values[0]?.type === "Float");
  const after = await reader.request("devices/tree", { deviceId });
  assert.deepEqual(resourceAt(after, "/3303/0/5700")?.value, measured);
  assert.equal(resourceAt(after, "/3303/0/5700")?.definition?.name, "Sensor Value");
});

test("says which port is taken, and what to do", async (t) => {
  const home = (await engineBundle()).home(t);
  const [first, other] = [await home.connect(), await (await engineBundle()).home(t).connect()];
  const { port, securePort } = await startServer(other);
  const state = await first.request("server/start", { host: "127.0.0.1", port: 0, securePort });
  assert.ok(state.kind === "failed");
  assert.match(
    state.problem,
    new RegExp(`127\\.0\\.0\\.1:${securePort}.*Another program has it.*choose another port`, "u"),
  );
  assert.deepEqual((await first.request("engine/snapshot", {})).server, state);
  assert.equal((await first.request("server/start", { host: "192.0.2.77", port: 0 })).kind, "failed");
  await other.request("server/stop", {});
  assert.deepEqual(await first.request("server/start", { host: "127.0.0.1", port, securePort }), {
    kind: "running",
    host: "127.0.0.1",
    port,
    securePort,
  });
});

test("starts and stops the LwM2M Server as often as its clients like, in their order", async (t) => {
  const home = (await engineBundle()).home(t);
  const client = await home.connect();
  const changes = gather(client, "server/changed");
  const settings = { host: "127.0.0.1", port: 0, securePort: 0 };
  const states = await Promise.all([
    client.request("server/start", settings),
    client.request("server/start", settings),
    client.request("server/stop", {}),
    client.request("server/stop", {}),
    client.request("server/start", { ...settings, host: "::1" }),
  ]);
  assert.deepEqual(states[0], states[1]);
  assert.deepEqual(
    states.map(({ kind }) => kind),
    ["running", "running", "stopped", "stopped", "running"],
  );
  assert.deepEqual(changes, [states[0], states[2], states[4]]);
});

test("connects to a CoAP server that is no LwM2M Client, and says why it does not", async (t) => {
  const home = (await engineBundle()).home(t);
  const [client, server] = [await home.connect(), await (await engineBundle()).home(t).connect()];
  const { port, securePort } = await startServer(server);
  await server.request("credentials/set", { credentials: [{ identity: "me", key: keyHex }] });
  await client.request("credentials/set", { credentials: [{ identity: "me", key: keyHex }] });
  for (const params of [
    { uri: `coap://localhost:${port}` },
    { uri: `coaps://127.0.0.1:${securePort}`, identity: "me" },
  ]) {
    const device = await client.request("devices/connect", params);
    assert.deepEqual([device.kind, device.name, device.status], ["direct", params.uri, "online"]);
    assert.equal((await client.request("devices/connect", params)).id, device.id);
    const read = await client.request("device/read", { deviceId: device.id, path: "/time" });
    assert.deepEqual(read.kind === "refused" && read.code, "4.04 Not Found");
    await client.request("devices/forget", { deviceId: device.id });
    await assert.rejects(client.request("devices/tree", { deviceId: device.id }), { code: "unknown device" });
  }
  const wrongs = [
    [{ uri: "http://localhost" }, "invalid parameter", /no address of a CoAP server/u],
    [{ uri: "coaps://localhost" }, "invalid parameter", /needs the identity/u],
    [{ uri: "coaps://localhost", identity: "nobody" }, "invalid parameter", /no key for the identity “nobody”/u],
    [{ uri: "coap://localhost", identity: "me" }, "invalid parameter", /Write coaps:/u],
    [{ uri: "coap://no-such-host.invalid" }, "failed", /No address of “no-such-host\.invalid” was found/u],
  ] as const;
  for (const [params, code, message] of wrongs) {
    await assert.rejects(client.request("devices/connect", params), { code, message });
  }
  await client.request("credentials/set", { credentials: [{ identity: "me", key: "00" }] });
  const uri = `coaps://127.0.0.1:${securePort}`;
  await assert.rejects(client.request("devices/connect", { uri, identity: "me" }), { code: "failed" });
  assert.deepEqual((await client.request("engine/snapshot", {})).devices, []);
});

test("writes a file, and says why one cannot be read", async (t) => {
  const home = (await engineBundle()).home(t);
  const client = await home.connect();
  const { port } = await startServer(client);
  ownDevice(home, { endpoint: "reader", port });
  const { id: deviceId } = await online(client, "reader");
  const write = (file: string): Promise<unknown> =>
    client.request("device/writeFile", { deviceId, path: "/5/0/0", file });
  await assert.rejects(write("relative.bin"), { code: "invalid parameter", message: /must be a whole path/u });
  await assert.rejects(write(join(home.folder, "missing.bin")), { code: "failed", message: /cannot be read/u });
  const file = join(home.folder, "image.bin");
  writeFileSync(file, Buffer.alloc(5000, 7));
  // This device has no firmware object; what matters is that its answer comes.
  const result = await client.request("device/writeFile", { deviceId, path: "/5/0/0", file });
  assert.equal(result.kind, "refused", JSON.stringify(result));
});

test("logs messages with their paths and values, and what has happened in between", async (t) => {
  const home = (await engineBundle()).home(t);
  const client = await home.connect();
  const told = gather(client, "log/added");
  await startServer(client);
  await client.request("simulators/start", { endpoint: "talker", objects: [{ objectId: 3303 }] });
  const { id: deviceId } = await online(client, "talker");
  await client.request("device/read", { deviceId, path: "/3303/0/5700" });
  const records = await seen(client, "the answer is logged", ({ log }) =>
    log.some((record) => record.kind === "message" && record.payload?.values[0]?.path === "/3303/0/5700")
      ? log
      : undefined,
  );
  const summaries = records.map(({ kind, summary }) => `${kind}: ${summary}`);
  const order = [
    /^event: Handshake completed with “talker”$/u,
    /^message: POST \/rd\?.*ep=talker/u,
    /^event: Registered with \d+ objects$/u,
    /^message: 2\.01 Created \/rd\//u,
    /^message: GET \/3303\/0\/5700/u,
    /^message: 2\.05 Content/u,
  ];
  let place = -1;
  for (const pattern of order) {
    const found = summaries.findIndex((summary, index) => index > place && pattern.test(summary));
    assert.ok(found > place, `${String(pattern)} in\n${summaries.join("\n")}`);
    place = found;
  }
  const register = records.find(({ summary }) => summary.startsWith("POST /rd"));
  assert.equal(register?.deviceId, deviceId);
  assert.deepEqual(
    records.map(({ number }) => number),
    records.map((_, index) => index + 1),
  );
  await until("the records are told", () =>
    told.flatMap(({ records: some }) => some).some(({ summary }) => summary.startsWith("GET /3303/0/5700")),
  );
});

test("moves a state that is broken aside, and starts without it", async (t) => {
  for (const text of ["{", "[]", `{"version":99,"state":{}}`, `{"version":1,"state":{"version":1,"devices":[7]}}`]) {
    const home = (await engineBundle()).home(t);
    writeFileSync(statePath(home.folder), text);
    const client = await home.connect();
    assert.deepEqual((await client.request("engine/snapshot", {})).devices, []);
    const isReadable = text.includes(`"devices"`);
    assert.equal(readdirSync(home.folder).includes("state.json.broken"), !isReadable, text);
    client.dispose();
  }
});

test("goes on when its state cannot be written", async (t) => {
  const home = (await engineBundle()).home(t);
  mkdirSync(`${statePath(home.folder)}.new`);
  const client = await home.connect();
  const { port } = await startServer(client);
  ownDevice(home, { endpoint: "unkept", port });
  await online(client, "unkept");
  await until("the failure is logged", () =>
    readFileSync(logPath(home.folder), "utf8").includes("The state could not be written"),
  );
  await client.request("engine/snapshot", {});
});
