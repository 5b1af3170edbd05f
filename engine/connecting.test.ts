import assert from "node:assert/strict";
import { test } from "node:test";
import type { AttemptRecord } from "./protocol/log.js";
import { engineBundle } from "./testing/engineBundle.js";
import { gather, keyHex, online, ownDevice, seen, startServer } from "./testing/wholeEngine.js";

// Whole engines: what makes a connection, and what is said when there is none.

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

test("a start that fails leaves the server that runs, and tells only who asked", async (t) => {
  const home = (await engineBundle()).home(t);
  const [first, second] = [await home.connect(), await home.connect()];
  const { port, securePort } = await startServer(first);
  const state = await second.request("server/start", { host: "192.0.2.77", port: 0, securePort: 0 });
  assert.equal(state.kind, "failed");
  assert.deepEqual((await first.request("engine/snapshot", {})).server, {
    kind: "running",
    host: "127.0.0.1",
    port,
    securePort,
  });
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
