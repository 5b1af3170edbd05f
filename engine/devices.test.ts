import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { ObjectDefinition } from "../lwm2m/definition/model.js";
import { testRegistry } from "../test/fixtures/registry.js";
import { engineBundle, until } from "./testing/engineBundle.js";
import { gather, online, ownDevice, resourceAt, seen, startServer } from "./testing/wholeEngine.js";

// Whole engines with devices on the loopback interface.

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
