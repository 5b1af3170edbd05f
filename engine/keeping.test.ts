import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { logPath } from "./home/logFile.js";
import { statePath } from "./home/stateFile.js";
import type { EngineParams } from "./protocol.js";
import { engineBundle, until, type TestHome } from "./testing/engineBundle.js";
import { gather, keyHex, online, ownDevice, resourceAt, startServer } from "./testing/wholeEngine.js";

// Whole engines: what they keep when they end, and what they keep to themselves.

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

/** What a client of another make sends is JSON, whatever the contract says. */
const asSent: (text: string) => EngineParams<"credentials/set"> = JSON.parse;

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
    const asked = client.request("credentials/set", asSent(JSON.stringify({ credentials })));
    await assert.rejects(asked, (error) => {
      assert.ok(error instanceof Error);
      assert.equal(`${error.message}${error.stack ?? ""}`.includes(keyHex.slice(0, 16)), false);
      return true;
    });
  }
  assert.equal(readFileSync(logPath(home.folder), "utf8").includes(keyHex.slice(0, 16)), false);
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
