import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8 } from "../../base/bytes.js";
import { Secret } from "../../base/secret.js";
import { decodeMessage } from "../../coap/codec.js";
import { codeOf } from "../../coap/codes.js";
import { exampleDevice, registeredDevice, request } from "../testing/exampleDevice.js";
import { published } from "../testing/exampleStore.js";
import { nextState, registrationStates } from "./transitions.js";
import { updateInterval } from "./timing.js";

test("a device registers with its objects, versions and formats", async () => {
  const { server, device } = await registeredDevice({ objects: [published(3303)], instances: 2, lifetime: 120 });
  const [register] = server.received;
  assert.equal(register?.text, "POST /rd?ep=example&lt=120&lwm2m=1.1&b=U");
  assert.match(register.payload, /^<\/>;rt="oma\.lwm2m";ct="0 42 60 110 112 11542(?: 11543)?",/u);
  assert.match(
    register.payload,
    /,<\/1>;ver=1\.1,<\/1\/0>,<\/3>;ver=1\.1,<\/3\/0>,<\/3303>;ver=1\.1,<\/3303\/0>,<\/3303\/1>$/u,
  );
  assert.doesNotMatch(register.payload, /<\/0/u);
  assert.deepEqual(device.state, { kind: "registered" });
});

test("updates come before the lifetime passes, and carry nothing that is known", async () => {
  const { clock, server } = await registeredDevice({ lifetime: 300 });
  await clock.advance(3_600_000);
  const updates = server.received.slice(1);
  assert.ok(updates.length >= 12 && updates.length < 30, `${updates.length} updates in an hour`);
  assert.ok(updates.every(({ text, payload }) => text === "POST /rd/1" && payload === ""));
});

test("the interval of updates leaves time for retransmissions", () => {
  assert.deepEqual([10, 60, 300, 86_400, 0].map(updateInterval), [5000, 30_000, 207_000, 86_307_000, 86_400_000]);
});

test("a lifetime that the server writes goes into the next update", async () => {
  const { clock, server } = await registeredDevice();
  await server.ask(request("PUT", "/1/0/1", { contentFormat: 0, payload: fromUtf8("60") }));
  await clock.advance(1000);
  assert.equal(server.received.at(-1)?.text, "POST /rd/1?lt=60");
  await clock.advance(60_000);
  assert.equal(server.received.at(-1)?.text, "POST /rd/1");
});

test("the update trigger updates", async () => {
  const { clock, server } = await registeredDevice();
  await server.ask(request("POST", "/1/0/8"));
  await clock.advance(1000);
  assert.deepEqual(
    server.received.map(({ text }) => text.split("?")[0]),
    ["POST /rd", "POST /rd/1"],
  );
});

test("with 30 % loss it registers too, and stays", async () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const { clock, server, device } = exampleDevice({ faults: { loss: 0.3, duplication: 0.1, reordering: 0.1 }, seed });
    await clock.advance(600_000);
    assert.deepEqual(device.state, { kind: "registered" }, `seed ${seed}`);
    assert.ok(server.location !== undefined);
    await clock.advance(3_600_000);
    assert.equal(device.state.kind, "registered", `seed ${seed}, an hour later`);
  }
});

test("a server that is not there is told after seconds, with and without DTLS, long before the request is given up", async () => {
  for (const [key, scheme] of [
    [undefined, "coap"],
    [new Secret(Uint8Array.of(1, 2)), "coaps"],
  ] as const) {
    const { clock, server, device } = exampleDevice(key === undefined ? {} : { key });
    server.crash();
    await clock.advance(4900);
    assert.deepEqual(device.state, { kind: "connecting" });
    await clock.advance(200);
    assert.ok(device.state.kind === "failing");
    assert.match(
      device.state.problem,
      new RegExp(`^No answer has come from ${scheme}://192\\.0\\.2\\.1:5683 for 5 seconds\\. Check`, "u"),
    );
    if (key === undefined) server.start();
    else await clock.until(device.stop());
    await clock.advance(60_000);
    if (key === undefined) assert.deepEqual(device.state, { kind: "registered" });
  }
});

test("a server that has forgotten everything gets a new registration", async () => {
  const { clock, server, device } = await registeredDevice();
  server.crash();
  server.start();
  await clock.advance(300_000);
  assert.equal(server.received.filter(({ text }) => text.startsWith("POST /rd?")).length, 2);
  assert.equal(device.state.kind, "registered");
  assert.ok(server.location !== undefined);
});

test("a server that is away for an hour is found again, and the state says so meanwhile", async () => {
  const { clock, server, device } = await registeredDevice();
  const states: string[] = [];
  device.onStateChange(({ kind }) => states.push(kind));
  server.crash();
  await clock.advance(3_600_000);
  assert.ok(device.state.kind === "failing");
  assert.match(device.state.problem, /^Nobody answers at coap:\/\/192\.0\.2\.1:5683\. Check/u);
  server.start();
  await clock.advance(600_000);
  assert.deepEqual(device.state, { kind: "registered" });
  assert.deepEqual(states, ["failing", "registered"]);
});

test("a refusal is told with what the server writes, and tried again slowly", async () => {
  const { clock, server, device } = exampleDevice();
  server.answer = () => ({ code: codeOf("Forbidden"), payload: fromUtf8("unknown endpoint") });
  await clock.advance(3_600_000);
  assert.ok(device.state.kind === "failing");
  assert.match(
    device.state.problem,
    /refuses the registration with 4\.03 Forbidden\. It says: "unknown endpoint"\. Check/u,
  );
  assert.ok(server.received.length > 4 && server.received.length < 12, `${server.received.length} attempts in an hour`);
  server.answer = undefined;
  await clock.advance(900_000);
  assert.deepEqual(device.state, { kind: "registered" });
});

test("a stopped device has deregistered and left no timer", async () => {
  const { clock, server, device } = await registeredDevice();
  await clock.until(device.stop());
  assert.equal(server.received.at(-1)?.text, "DELETE /rd/1");
  assert.equal(server.location, undefined);
  await clock.advance(600_000);
  assert.equal(clock.timers, 0);
});

test("a device that cannot reach its server stops within seconds", async () => {
  const { clock, server, device } = await registeredDevice();
  server.crash();
  const before = clock.now();
  await clock.until(device.stop());
  assert.ok(clock.now() - before < 10_000);
});

test("a reboot leaves and comes back with a new registration", async () => {
  const { clock, server, device } = await registeredDevice();
  const answer = await server.ask(request("POST", "/3/0/4"));
  assert.equal(answer.code, codeOf("Changed"));
  await clock.advance(1000);
  assert.deepEqual(device.state, { kind: "connecting" });
  await clock.advance(10_000);
  assert.deepEqual(
    server.received.map(({ text }) => text.split("?")[0]),
    ["POST /rd", "DELETE /rd/1", "POST /rd"],
  );
});

test("a disabled device stays away as long as the server object says", async () => {
  const { clock, server, device } = await registeredDevice();
  await server.ask(request("PUT", "/1/0/5", { contentFormat: 0, payload: fromUtf8("120") }));
  await server.ask(request("POST", "/1/0/4"));
  await clock.advance(100_000);
  assert.equal(device.state.kind, "connecting");
  await clock.advance(30_000);
  assert.equal(device.state.kind, "registered");
});

test("over DTLS it registers, survives a crash of the server, and says goodbye", async () => {
  const key = new Secret(Uint8Array.of(1, 2, 3, 4));
  const { clock, server, device } = await registeredDevice({ key });
  assert.deepEqual(server.session?.channel.identity, { kind: "psk", identity: "example" });
  server.crash();
  server.start();
  await clock.advance(900_000);
  assert.deepEqual(device.state, { kind: "registered" });
  assert.equal(server.received.filter(({ text }) => text.startsWith("POST /rd?")).length, 2);
  await clock.until(device.stop());
  assert.match(server.received.at(-1)?.text ?? "", /^DELETE/u);
});

test("a DTLS session that a silent network has cut is resumed, and the registration kept", async () => {
  const { clock, network, server, device } = await registeredDevice({
    key: new Secret(Uint8Array.of(1, 2, 3, 4)),
    lifetime: 300,
  });
  network.faults = { ...network.faults, loss: 1 };
  while (device.state.kind === "registered") await clock.advance(1000);
  network.faults = { ...network.faults, loss: 0 };
  await clock.advance(600_000);
  assert.deepEqual(device.state, { kind: "registered" });
  assert.deepEqual([...new Set(server.received.map(({ text }) => text.split("?")[0]))], ["POST /rd", "POST /rd/1"]);
  assert.equal(server.received.filter(({ text }) => text.startsWith("POST /rd?")).length, 1);
});

test("what is observed goes on being told after a silent network, as the server has noticed nothing", async () => {
  const { clock, network, server, device } = await registeredDevice({ objects: [published(3303)], lifetime: 300 });
  let heard = 0;
  const observation = server.session?.observe(request("GET", "/3303/0/5700"), () => heard++);
  await clock.until(observation?.first ?? assert.fail());
  // Update and Register are lost, notifications are not.
  network.filter = ({ data }) => decodeMessage(data).message?.code !== codeOf("POST");
  while (device.state.kind === "registered") await clock.advance(1000);
  network.filter = () => true;
  await clock.advance(600_000);
  assert.deepEqual(device.state, { kind: "registered" });
  const before = heard;
  await clock.advance(120_000);
  assert.ok(heard > before, "no notification comes any more");
});

test("a notification that nobody acknowledges ends what is observed, so the device registers anew", async () => {
  for (const key of [undefined, new Secret(Uint8Array.of(1, 2, 3, 4))]) {
    const { clock, network, server, device } = await registeredDevice({
      objects: [published(3303)],
      lifetime: 86_400,
      ...(key === undefined ? {} : { key }),
    });
    let heard = 0;
    const observation = server.session?.observe(request("GET", "/3303/0/5700"), () => heard++);
    await clock.until(observation?.first ?? assert.fail());
    network.faults = { ...network.faults, loss: 1 };
    while (device.state.kind === "registered") await clock.advance(1000);
    network.faults = { ...network.faults, loss: 0 };
    await clock.advance(300_000);
    assert.deepEqual(device.state, { kind: "registered" });
    assert.equal(server.received.filter(({ text }) => text.startsWith("POST /rd?")).length, 2);
  }
});

test("a DTLS session that ends takes what is observed with it, so the device registers anew", async () => {
  const { clock, server, device } = await registeredDevice({
    objects: [published(3303)],
    key: new Secret(Uint8Array.of(1, 2, 3, 4)),
  });
  const observation = server.session?.observe(request("GET", "/3303/0/5700"), () => undefined);
  await clock.until(observation?.first ?? assert.fail());
  server.session?.close();
  await clock.advance(60_000);
  assert.deepEqual(device.state, { kind: "registered" });
  assert.equal(server.received.filter(({ text }) => text.startsWith("POST /rd?")).length, 2);
});

test("a wrong key shows as what the handshake says", async () => {
  const { clock, device } = exampleDevice({
    key: new Secret(Uint8Array.of(1)),
    serverKey: new Secret(Uint8Array.of(2)),
  });
  await clock.advance(300_000);
  assert.ok(device.state.kind === "failing");
  assert.match(device.state.problem, /key/u);
});

test("every state has a way on", () => {
  const events = ["start", "no connection", "refused", "lost", "left", "time is up"] as const;
  for (const state of registrationStates) {
    assert.ok(
      events.some((event) => nextState(state, event) !== undefined),
      state,
    );
  }
});
