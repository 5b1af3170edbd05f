import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { fromHex, fromUtf8, toHex, toUtf8 } from "../../base/bytes.js";
import { codeOf, type CoapCodeName } from "../../coap/codes.js";
import type { Device } from "../device.js";
import type { OperationResult } from "../results.js";
import type { FakeClient } from "../testing/fakeClient.js";
import { someDefinitions } from "../testing/definitions.js";
import { Scene } from "../testing/scene.js";

interface Set {
  readonly scene: Scene;
  readonly client: FakeClient;
  readonly device: Device;
  /** Lets an operation come to its end. */
  readonly run: (operation: Promise<OperationResult>) => Promise<OperationResult>;
}

const list = "</1/0>,</3/0>,</5/0>,</3303/0>";

async function registered(query = "ep=d&lwm2m=1.1", links = list): Promise<Set> {
  const scene = new Scene({ definitions: someDefinitions });
  const client = scene.client();
  await client.register(query, links);
  return { scene, client, device: scene.device("d"), run: (operation) => scene.clock.until(operation) };
}

function bytes(hex: string): Uint8Array {
  return fromHex(hex) ?? new Uint8Array();
}

function success(result: OperationResult): Extract<OperationResult, { kind: "success" }> {
  assert.ok(result.kind === "success", inspect(result));
  return result;
}

const changed = { code: codeOf("Changed") };
const tlvOf30 = bytes("c80004416e6a618306410001c10964");

test("a read brings values, remembers them, and explores the tree", async () => {
  const { scene, client, device, run } = await registered("ep=d&lwm2m=1.0");
  client.serve("/3/0", 11542, tlvOf30);
  const result = success(await run(device.read("/3/0")));
  assert.deepEqual(client.takeLines(), ["GET /3/0, accept 11542"]);
  assert.equal(result.code, codeOf("Content"));
  assert.equal(result.milliseconds, 10);
  assert.deepEqual(
    result.values.map(({ path, value }) => [path, value.value]),
    [
      ["/3/0/0", "Anja"],
      ["/3/0/6/0", 1n],
      ["/3/0/9", 100n],
    ],
  );
  assert.deepEqual(result.payload, { contentFormat: 11542, bytes: tlvOf30 });
  assert.equal(device.values.get("/3/0/9")?.value.value, 100n);
  assert.equal(device.isExplored("/3/0"), true);
  assert.equal(device.isExplored("/1/0"), false);
  assert.deepEqual(device.resourcesOf("/3/0"), [0, 6, 9]);
  assert.equal(scene.of("values").at(-1)?.cause, "read");
  assert.equal(scene.of("tree changed").length, 2);
});

test("the format of a read follows version, ct and type, unless the user chooses", async () => {
  const old = await registered("ep=d&lwm2m=1.0");
  for (const path of ["/3/0/0", "/3/0/77", "/3/0/6"]) await old.run(old.device.read(path));
  assert.deepEqual(old.client.takeLines(), [
    "GET /3/0/0, accept 11542",
    "GET /3/0/77, accept 0",
    "GET /3/0/6, accept 11542",
  ]);
  const modern = await registered("ep=d&lwm2m=1.1", '</>;rt="oma.lwm2m";ct=110,</3/0>');
  await modern.run(modern.device.read("/3/0"));
  await modern.run(modern.device.read("/3/0", { contentFormat: 11542 }));
  await modern.run(modern.device.read("/3/0", { contentFormat: "none" }));
  await modern.run(modern.device.read("/3/0", { contentFormat: 65_001 }));
  assert.deepEqual(modern.client.takeLines(), [
    "GET /3/0, accept 110",
    "GET /3/0, accept 11542",
    "GET /3/0",
    "GET /3/0, accept 65001",
  ]);
});

test("a device that does not like the format is asked once more without Accept", async () => {
  const { client, device, run } = await registered();
  client.answers.set("/3/0", ({ accept }) =>
    accept === undefined
      ? { code: codeOf("Content"), contentFormat: 11542, payload: tlvOf30 }
      : { code: codeOf("Not Acceptable") },
  );
  const result = success(await run(device.read("/3/0")));
  assert.deepEqual(client.takeLines(), ["GET /3/0, accept 112", "GET /3/0"]);
  assert.equal(result.values.length, 3);
  assert.match(result.notes[0] ?? "", /4\.06 Not Acceptable to senml-cbor/u);

  const forced = await run(device.read("/3/0", { contentFormat: 110 }));
  assert.deepEqual(client.takeLines(), ["GET /3/0, accept 110"]);
  assert.match(forced.kind === "refused" ? forced.explanation : "", /cannot answer in senml-json/u);
});

test("a device that answers in another format, or in none, is understood all the same", async () => {
  const { client, device, run } = await registered();
  client.serve("/3/0", 11542, tlvOf30);
  const other = success(await run(device.read("/3/0")));
  assert.equal(other.values.length, 3);
  assert.match(other.notes[0] ?? "", /senml-cbor was asked for, but the device answered in tlv/u);
  client.answers.set("/3/0/9", { code: codeOf("Content"), payload: fromUtf8("77") });
  const none = success(await run(device.read("/3/0/9")));
  assert.equal(none.values[0]?.value.value, 77n);
  assert.match(none.notes[0] ?? "", /text is assumed/u);
});

test("a payload that cannot be decoded is not lost", async () => {
  const { client, device, run } = await registered();
  client.serve("/3/0", 112, bytes("82a1"));
  const result = success(await run(device.read("/3/0")));
  assert.deepEqual(result.values, []);
  assert.ok(result.problems.length > 0);
  assert.equal(toHex(result.payload?.bytes ?? new Uint8Array()), "82a1");
});

test("the alternate path stands before every request, and nowhere else", async () => {
  const { client, device, run } = await registered("ep=d&lwm2m=1.1", '</l>;rt="oma.lwm2m",</l/3/0>,</l/3303/0>');
  client.serveText("/l/3/0/0", "Anja");
  const result = success(await run(device.read("/3/0/0")));
  assert.equal(result.values[0]?.path, "/3/0/0");
  client.answers.set("/l/3303", { code: codeOf("Created"), locationPath: ["l", "3303", "4"] });
  const created = success(await run(device.create("/3303", { values: { 5750: "x" } })));
  assert.equal(created.location, "/3303/4");
  client.answers.set("/l/3", {
    code: codeOf("Content"),
    contentFormat: 40,
    payload: fromUtf8("</l/3>;ver=1.2,</l/3/0>,</l/3/0/0>;pmin=5"),
  });
  const discovered = success(await run(device.discover("/3")));
  assert.deepEqual(
    discovered.links?.map(({ path }) => path),
    ["/3", "/3/0", "/3/0/0"],
  );
  assert.equal(device.versionOf(3), "1.2");
});

test("a write replaces or updates in the format of the device", async () => {
  const { scene, client, device, run } = await registered("ep=d&lwm2m=1.0");
  for (const path of ["/1/0", "/1/0/1", "/3/0/14", "/5/0/0", "/3/0/77"]) client.answers.set(path, changed);
  success(await run(device.write("/1/0/1", { kind: "text", text: "300" })));
  success(await run(device.write("/1/0/1", { kind: "text", text: "300" }, { mode: "update" })));
  success(await run(device.write("/1/0", { kind: "resources", values: { 1: "60", 7: "U" } })));
  success(await run(device.write("/5/0/0", { kind: "bytes", bytes: bytes("cafe") })));
  success(await run(device.write("/5/0/0", { kind: "text", text: "ca fe" })));
  success(await run(device.write("/3/0/14", { kind: "text", text: "+02:00" }, { contentFormat: 0 })));
  const untyped = success(await run(device.write("/3/0/77", { kind: "text", text: "x" })));
  assert.match(untyped.notes[0] ?? "", /No definition tells the type/u);
  success(await run(device.write("/3/0/77", { kind: "text", text: "5", type: "Integer" })));
  const payloads = client.seen.map(({ request }) => toHex(request.payload));
  assert.deepEqual(client.takeLines(), [
    "PUT /1/0/1, format 11542, 4 bytes",
    "POST /1/0, format 11542, 4 bytes",
    "PUT /1/0, format 11542, 6 bytes",
    "PUT /5/0/0, format 42, 2 bytes",
    "PUT /5/0/0, format 42, 2 bytes",
    "PUT /3/0/14, format 0, 6 bytes",
    "PUT /3/0/77, format 0, 1 bytes",
    "PUT /3/0/77, format 11542, 3 bytes",
  ]);
  assert.deepEqual(payloads.slice(0, 4), ["c201012c", "c201012c", "c1013cc10755", "cafe"]);
  assert.equal(device.values.get("/1/0/7")?.value.value, "U");
  assert.equal(scene.of("values").at(-1)?.cause, "write");
});

test("a write in SenML names the resource with its path", async () => {
  const { client, device, run } = await registered("ep=d&lwm2m=1.1", '</>;rt="oma.lwm2m";ct=110,</1/0>');
  client.answers.set("/1/0/1", changed);
  success(await run(device.write("/1/0/1", { kind: "text", text: "300" })));
  const [seen] = client.seen;
  assert.equal(seen?.request.contentFormat, 110);
  assert.deepEqual(JSON.parse(toUtf8(seen.request.payload) ?? ""), [{ bn: "/1/0/1", v: 300 }]);
});

test("what makes no sense is not sent", async () => {
  const { client, device, run } = await registered();
  const check = async (operation: Promise<OperationResult>, explanation: RegExp): Promise<void> => {
    const result = await run(operation);
    assert.ok(result.kind === "failed" && result.cause === "invalid request", inspect(result));
    assert.match(result.explanation, explanation);
  };
  await check(device.read("/3/x"), /“x” in “\/3\/x” is no ID/u);
  await check(device.read("/"), /cannot be read/u);
  await check(device.write("/1/0/1", { kind: "text", text: "soon" }), /\/1\/0\/1: .*soon.* no whole number/u);
  await check(device.write("/3/0/6", { kind: "text", text: "1" }), /write to one of them, such as \/3\/0\/6\/0/u);
  await check(device.write("/3", { kind: "text", text: "1" }), /cannot be written/u);
  await check(device.write("/3/0", { kind: "text", text: "1" }), /name the resources/u);
  await check(
    device.write("/3/0", { kind: "resources", values: { 77: "1" } }),
    /No definition tells the type of \/3\/0\/77/u,
  );
  await check(device.write("/3/0", { kind: "resources", values: { "1/2/3": "1" } }), /names no resource below/u);
  await check(device.execute("/3/0"), /cannot be executed; that needs the path of a resource/u);
  await check(device.create("/3303/0", { values: {} }), /needs the path of an object/u);
  await check(device.create("/3303", { values: { x: "1" } }), /“x” .*is no ID/u);
  await check(device.delete("/3303"), /needs the path of an object instance/u);
  await check(device.discover("/3/0/0/0"), /cannot be discovered/u);
  await check(device.cancelObservation("/3/0"), /is not observed/u);
  assert.deepEqual(client.takeLines(), []);
});

test("a value outside the range is sent, and the result says so", async () => {
  const { client, device, run } = await registered();
  client.answers.set("/3/0/9", changed);
  const result = success(await run(device.write("/3/0/9", { kind: "text", text: "5", type: "String" })));
  assert.match(result.notes[0] ?? "", /is of type Integer, not String\. It was sent all the same/u);
});

test("an execute carries its arguments as they are", async () => {
  const { client, device, run } = await registered();
  client.answers.set("/1/0/8", changed);
  success(await run(device.execute("/1/0/8")));
  assert.deepEqual(success(await run(device.execute("/1/0/8", "0='U',1"))).notes, []);
  assert.match(success(await run(device.execute("/1/0/8", "reboot"))).notes[0] ?? "", /sent as they are/u);
  const payloads = client.seen.map(({ request }) => toUtf8(request.payload));
  assert.deepEqual(payloads, ["", "0='U',1", "reboot"]);
  assert.deepEqual(client.takeLines(), [
    "POST /1/0/8",
    "POST /1/0/8, format 0, 7 bytes",
    "POST /1/0/8, format 0, 6 bytes",
  ]);
});

test("an instance is created with the ID of the user, the device or the workbench", async () => {
  const { client, device, run } = await registered();
  client.answers.set("/3303", { code: codeOf("Created"), locationPath: ["3303", "7"] });
  const free = success(await run(device.create("/3303", { values: { 5750: "in" } })));
  assert.equal(free.location, "/3303/7");
  assert.equal(toHex(client.seen[0]?.request.payload ?? new Uint8Array()), "e21676696e");
  client.answers.set("/3303", { code: codeOf("Created") });
  const given = success(await run(device.create("/3303", { objectInstanceId: 2, values: { 5750: "in" } })));
  assert.equal(given.location, "/3303/2");
  const empty = success(await run(device.create("/3303", { objectInstanceId: 300, values: {} })));
  assert.equal(empty.location, "/3303/300");
  assert.equal(toHex(client.seen[2]?.request.payload ?? new Uint8Array()), "20012c");
  assert.deepEqual(client.takeLines(), [
    "POST /3303, format 11542, 5 bytes",
    "POST /3303, format 112, 22 bytes",
    "POST /3303, format 11542, 3 bytes",
  ]);
  assert.deepEqual(device.objects.find(({ objectId }) => objectId === 3303)?.instances, [0, 2, 7, 300]);
  assert.equal(device.values.get("/3303/7/5750")?.value.value, "in");

  const json = await registered("ep=d&lwm2m=1.1", '</>;rt="oma.lwm2m";ct=110,</3303/0>');
  json.client.answers.set("/3303", { code: codeOf("Created") });
  const chosen = success(await json.run(json.device.create("/3303", { values: { 5750: "in" } })));
  assert.equal(chosen.location, "/3303/1");
  assert.match(chosen.notes[0] ?? "", /The ID 1 was chosen/u);
});

test("an instance that is deleted is gone from the tree with its values", async () => {
  const { client, device, run } = await registered();
  client.serveText("/3303/0/5700", "21");
  await run(device.read("/3303/0/5700"));
  client.answers.set("/3303/0", { code: codeOf("Deleted") });
  success(await run(device.delete("/3303/0")));
  assert.deepEqual(device.objects.find(({ objectId }) => objectId === 3303)?.instances, []);
  assert.equal(device.values.size, 0);
});

test("a discovery tells resources and attributes", async () => {
  const { client, device, run } = await registered();
  client.serve("/3/0", 40, fromUtf8("</3/0>;pmin=10,</3/0/0>,</3/0/6>;dim=2,</3/0/4>,oops"));
  const result = success(await run(device.discover("/3/0")));
  assert.deepEqual(client.takeLines(), ["GET /3/0, accept 40"]);
  assert.deepEqual(result.links?.[0], { path: "/3/0", attributes: [{ name: "pmin", value: "10" }] });
  assert.equal(result.links.length, 4);
  assert.equal(result.problems.length, 1);
  assert.deepEqual(device.resourcesOf("/3/0"), [0, 4, 6]);
  assert.equal(device.isExplored("/3/0"), true);
});

test("a refusal is explained by what was asked", async () => {
  const { client, device, run } = await registered();
  const check = async (
    name: CoapCodeName,
    operation: () => Promise<OperationResult>,
    explanation: RegExp,
  ): Promise<void> => {
    for (const path of ["/3/0/9", "/0/0", "/3303"])
      client.answers.set(path, { code: codeOf(name), payload: fromUtf8("no") });
    const result = await run(operation());
    assert.ok(result.kind === "refused", inspect(result));
    assert.equal(result.code, codeOf(name));
    assert.equal(result.diagnostic, "no");
    assert.match(result.explanation, explanation);
  };
  const read = (): Promise<OperationResult> => device.read("/3/0/9");
  const write = (): Promise<OperationResult> => device.write("/3/0/9", { kind: "text", text: "1" });
  await check("Not Found", read, /nothing at \/3\/0\/9.*Discover/u);
  await check("Method Not Allowed", read, /cannot be read/u);
  await check("Method Not Allowed", write, /cannot be written/u);
  await check("Method Not Allowed", () => device.execute("/3/0/9"), /cannot be executed/u);
  await check(
    "Method Not Allowed",
    () => device.create("/3303", { values: {} }),
    /instances of that object be created/u,
  );
  await check("Unauthorized", () => device.read("/0/0"), /only a bootstrap server/u);
  await check("Unauthorized", read, /Access Control/u);
  await check("Bad Request", write, /did not take the value/u);
  await check("Unsupported Content-Format", write, /does not read senml-cbor\. Choose another/u);
  await check("Request Entity Too Large", write, /larger than the device takes/u);
  await check("Internal Server Error", read, /inside the device/u);
  await check("Gateway Timeout", read, /says that it has failed/u);
});

test("a device that has named its formats is quoted when it refuses one", async () => {
  const { client, device, run } = await registered("ep=d&lwm2m=1.1", '</>;rt="oma.lwm2m";ct="60 110",</3/0>');
  client.answers.set("/3/0/9", { code: codeOf("Unsupported Content-Format") });
  const result = await run(device.write("/3/0/9", { kind: "text", text: "1" }, { contentFormat: 11542 }));
  assert.match(result.kind === "refused" ? result.explanation : "", /It has registered cbor and senml-json/u);
});

test("no answer is told apart by what is missing", async () => {
  const { scene, client, device, run } = await registered();
  client.serveText("/3/0/0", "x");
  scene.network.filter = ({ to }) => to.port !== client.address.port;
  const lost = await run(device.read("/3/0/0"));
  assert.ok(lost.kind === "failed");
  assert.equal(lost.cause, "not acknowledged");
  assert.match(lost.explanation, /did not acknowledge the request within 93 s.*asleep/u);
  const short = await run(device.read("/3/0/0", { timeout: 5000 }));
  assert.match(short.kind === "failed" ? short.explanation : "", /within 5 s/u);

  scene.network.filter = () => true;
  const reading = device.read("/3/0/0");
  await scene.endChannel(client.address);
  const closed = await run(reading);
  assert.equal(closed.kind === "failed" && closed.cause, "closed");
  const gone = await run(device.read("/3/0/0"));
  assert.equal(gone.kind === "failed" && gone.cause, "no session");

  const canceling = new AbortController();
  await client.update();
  const canceled = device.read("/3/0/0", { signal: canceling.signal });
  canceling.abort();
  assert.equal((await run(canceled)).kind, "failed");
});

test("what a device sends in place of an answer is told, so that it is not taken for silent", async () => {
  for (const [answer, words] of [
    // Acknowledgments with another token, with a code that is none, and no CoAP at all.
    [
      "6245____ffee",
      /within 5 s\. Meanwhile a 2\.05 with the token ffee came from it, which no request is waiting for/u,
    ],
    ["60e1____", /no CoAP message: Code 0xe1 is of a reserved class/u],
    ["ff", /Meanwhile something came from it that is no CoAP message/u],
  ] as const) {
    const scene = new Scene({ definitions: someDefinitions });
    const socket = scene.network.socket("10.0.1.9", 40_000);
    const name = "coap://10.0.1.9:40000";
    let reply = "60";
    socket.onDatagram(({ data, from }) => {
      const id = toHex(data.subarray(2, 4));
      socket.send(bytes(reply === "60" ? `6000${id}` : reply.replace("____", id)), from);
    });
    const session = scene.endpoint.accept(scene.transport.channelTo({ host: "10.0.1.9", port: 40_000 }));
    const { device } = await scene.clock.until(scene.server.connectDevice(session, { name, timeout: 1000 }));
    reply = answer;
    const result = await scene.clock.until(device.read("/3/0/0", { timeout: 5000 }));
    assert.match(result.kind === "failed" ? result.explanation : "", words);
    scene.network.filter = () => false;
    await scene.clock.advance(10_000);
    const later = await scene.clock.until(device.read("/3/0/0", { timeout: 5000 }));
    assert.match(later.kind === "failed" ? later.explanation : "", /asleep/u);
  }
});

test("the pause that a busy device asks for is told, and that a stranger may be asked who he is", async () => {
  const { client, device, run } = await registered();
  client.answers.set("/3/0/0", { code: codeOf("Service Unavailable"), maxAge: 120 });
  const busy = await run(device.read("/3/0/0"));
  assert.match(busy.kind === "refused" ? busy.explanation : "", /Try again in 120 seconds, as it asks\./u);
  client.answers.set("/3/0/0", { code: codeOf("Unauthorized") });
  const unknown = await run(device.read("/3/0/0"));
  assert.match(unknown.kind === "refused" ? unknown.explanation : "", /who asks, by DTLS/u);
});

test("many bytes go in blocks, and progress is told", async () => {
  const { client, device, run } = await registered();
  client.answers.set("/5/0/0", changed);
  const firmware = new Uint8Array(100_000).fill(7);
  const progress: number[] = [];
  const options = { blockSize: 512, onProgress: ({ bytes: done }: { bytes: number }) => void progress.push(done) };
  success(await run(device.write("/5/0/0", { kind: "bytes", bytes: firmware }, options)));
  assert.equal(client.seen.at(-1)?.request.payload.length, 100_000);
  assert.ok(progress.length > 100);
  assert.equal(device.values.has("/5/0/0"), false);
});
