import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { emptySnapshot, FakeEngine } from "../../engine/client/testing/fakeEngine.js";
import type { LogRecord } from "../../engine/protocol/log.js";
import type { ServerState } from "../../engine/protocol/server.js";
import { runIn, testFolder, type RunSetting } from "../testing/runIn.js";

const key = "5f3a9c0e7714d2b86e01aa4cf2903bd7";
const running: ServerState = { kind: "running", host: "127.0.0.1", port: 40000, securePort: 40001 };

const attempt: LogRecord = {
  kind: "attempt",
  what: "handshake",
  number: 1,
  time: 0,
  peer: "127.0.0.1:50000",
  transport: "dtls",
  summary: `Unknown identity "stranger"`,
  explanation: "Add this PSK identity.",
  details: [],
};
const message: LogRecord = {
  kind: "message",
  number: 2,
  time: 0,
  peer: "127.0.0.1:50000",
  transport: "udp",
  deviceName: "thermostat-1",
  direction: "in",
  summary: "POST /rd",
  hex: "",
};

async function serve(
  t: TestContext,
  argv: readonly string[],
  setting: RunSetting = {},
  state: ServerState = running,
  before: ServerState = { kind: "stopped" },
) {
  const { path } = testFolder(t, { "keys.json": { text: JSON.stringify({ "thermostat-1": key }), mode: 0o600 } });
  const engine = new FakeEngine({
    "engine/snapshot": () => ({ ...emptySnapshot, server: before }),
    "server/start": () => {
      engine.notify("log/added", { records: [attempt, message] });
      return state;
    },
    "server/stop": () => ({ kind: "stopped" }),
  });
  const result = await runIn(path, ["serve", ...argv], {
    engine: engine.client,
    interruptAt: /listens on/u,
    ...setting,
  });
  return { ...result, asked: engine.asked };
}

test("serve hands over the keys, shows who cannot connect and why, and stops when it is interrupted", async (t) => {
  const { asked, stdout, stderr, exitCode } = await serve(t, ["--port", "0", "--credentials", "keys.json"]);
  assert.deepEqual(
    asked.map(({ method }) => method),
    ["engine/snapshot", "credentials/set", "server/start", "server/stop"],
  );
  assert.deepEqual(asked[1]?.params, { credentials: [{ identity: "thermostat-1", key }] });
  assert.deepEqual(asked[2]?.params, { host: "127.0.0.1", port: 0, securePort: 5684 });
  assert.match(
    stdout,
    /^\d\d:\d\d:\d\d {2}127\.0\.0\.1:50000 {2}Unknown identity "stranger"\n +Add this PSK identity\.\n$/u,
  );
  assert.match(stderr, /listens on coap:\/\/127\.0\.0\.1:40000 and coaps:\/\/127\.0\.0\.1:40001/u);
  assert.equal(exitCode, 0);
  assert.ok(!(stdout + stderr).includes(key));
});

test("serve shows messages when it is asked to, and JSON a line", async (t) => {
  assert.match((await serve(t, ["--messages"])).stdout, /thermostat-1 {2}<- POST \/rd\n/u);
  const lines = (await serve(t, ["--json", "--messages"])).stdout.trimEnd().split("\n");
  assert.deepEqual(
    lines.slice(0, 2).map((line) => JSON.parse(line) as unknown),
    [attempt, message],
  );
});

test("serve says why the server cannot start", async (t) => {
  const { exitCode, stderr } = await serve(t, [], {}, { kind: "failed", problem: "Port 5683 is taken." });
  assert.deepEqual([exitCode, stderr], [2, "lwm2m: Port 5683 is taken.\n"]);
});

test("a credentials file must be for its owner only, and wrong ones never show a key", async (t) => {
  const { path } = testFolder(t, {
    "open.json": { text: JSON.stringify({ a: key }), mode: 0o644 },
    "text.json": { text: `{ "a": "${key}" `, mode: 0o600 },
    "list.json": { text: `["${key}"]`, mode: 0o600 },
    "empty.json": { text: `{ "": "${key}" }`, mode: 0o600 },
    "long.json": { text: `{ "a": "${"00".repeat(65)}" }`, mode: 0o600 },
    "twice.json": { text: `{\n"a": "${key}",\n"a": "00"\n}`, mode: 0o600 },
    "number.json": { text: `{ "a": 5314159265358979 }`, mode: 0o600 },
    "half.json": { text: `{ "a": "0x${key}0" }`, mode: 0o600 },
    "swapped.json": { text: `{ "${key}": "thermostat-1" }`, mode: 0o600 },
    "swappedHex.json": { text: `{ "${key}": "${"00".repeat(65)}" }`, mode: 0o600 },
    "deep.json": { text: "[".repeat(100_000), mode: 0o600 },
    "odd.json": { text: `{ "a": "${key}x" }`, mode: 0o600 },
  });
  for (const [file, problem] of [
    ["open.json", /Others may read open\.json.*chmod 600/u],
    ["text.json", /text\.json, line 1: This is no JSON: Look for a missing comma/u],
    ["twice.json", /twice\.json, line 3: The PSK identity "a" has a key in line 2 already/u],
    ["number.json", /The key of "a" must be hexadecimal digits in quotation marks/u],
    ["half.json", /The key of "a" has an odd number of hexadecimal digits/u],
    ["swapped.json", /key and identity in the wrong order/u],
    ["swappedHex.json", /The key of this identity has 65 bytes/u],
    ["deep.json", /no JSON object of keys/u],
    ["list.json", /no JSON object of keys/u],
    ["odd.json", /The key of "a" is not written in hexadecimal digits/u],
    ["none.json", /There is no such file/u],
    [".", /a folder, not a file/u],
    ["empty.json", /identity "" has 0 bytes/u],
    ["long.json", /key of "a" has 65 bytes; it needs 1 to 64/u],
  ] as const) {
    const engine = new FakeEngine({});
    const { exitCode, stderr } = await runIn(path, ["serve", "--credentials", file], { engine: engine.client });
    assert.equal(exitCode, 2, file);
    assert.match(stderr, problem);
    assert.ok(!stderr.includes(key.slice(0, 8)), `${file} shows no key`);
  }
});

test("a credentials file may have a byte order mark, comments, a last comma, and keys as people write them", async (t) => {
  const text = `\uFEFF{\n  // Of the lab.\n  "a": "0x${key}",\n  "b": "5F:3A 9C",\n}`;
  const { path } = testFolder(t, { "keys.json": { text, mode: 0o600 } });
  const engine = new FakeEngine({ "engine/snapshot": () => ({ ...emptySnapshot, server: running }) });
  await runIn(path, ["serve", "--credentials", "keys.json"], { engine: engine.client, interruptAt: /listens on/u });
  assert.deepEqual(engine.asked.find(({ method }) => method === "credentials/set")?.params, {
    credentials: [
      { identity: "a", key },
      { identity: "b", key: "5f3a9c" },
    ],
  });
});

test("serve follows a server that runs already, and leaves it as it is", async (t) => {
  const { asked, stderr, exitCode } = await serve(t, [], {}, running, running);
  assert.deepEqual(
    asked.map(({ method }) => method),
    ["engine/snapshot"],
  );
  assert.match(stderr, /another window or terminal has started it/u);
  assert.equal(exitCode, 0);
});

test("serve goes on with a server that runs elsewhere only if no other place was asked for", async (t) => {
  for (const [argv, problem] of [
    [
      ["--port", "18000"],
      /listens on coap:\/\/127\.0\.0\.1:40000 and coaps:\/\/127\.0\.0\.1:40001; --port 18000 was not taken/u,
    ],
    [["--secure-port", "5684", "--host", "0.0.0.0"], /--host 0\.0\.0\.0 and --secure-port 5684 were not taken/u],
    [["--json", "--port", "5683"], /--port 5683 was not taken\. Leave that out to follow it/u],
  ] as const) {
    const { exitCode, stdout, stderr } = await serve(t, argv, {}, running, running);
    assert.deepEqual([exitCode, stdout], [2, ""]);
    assert.match(stderr, problem);
  }
  for (const argv of [
    ["--port", "40000", "--host", "127.0.0.1"],
    ["--port", "0", "--secure-port", "0"],
  ]) {
    const { exitCode, stdout } = await serve(t, [...argv, "--json"], {}, running, running);
    assert.equal(exitCode, 0);
    assert.deepEqual(JSON.parse(stdout), { ...running, kind: "listening", isJoined: true });
  }
});

test("serve says that somebody else has stopped its server", async (t) => {
  const { path } = testFolder(t, {});
  const engine = new FakeEngine({
    "server/start": () => {
      setImmediate(() => {
        engine.notify("server/changed", { kind: "stopped" });
      });
      return running;
    },
  });
  const { exitCode, stderr } = await runIn(path, ["serve"], { engine: engine.client });
  assert.deepEqual([exitCode, /has stopped the LwM2M Server/u.test(stderr)], [2, true]);
});
