import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import process from "node:process";
import { test } from "node:test";
import { EngineError } from "./protocol/engineError.js";
import { highestClaim, isListening } from "./home/claims.js";
import { logPath } from "./home/logFile.js";
import { protocolVersion } from "./protocol.js";
import { end, engineBundle, isAlive, until } from "./testing/engineBundle.js";

// Engines as their users have them: processes of their own that are started through the client.

test("starts an engine, and the next client finds the same one", async (t) => {
  const home = (await engineBundle()).home(t);
  const first = await home.connect();
  const second = await home.connect();
  assert.equal(first.engine.version, "1.2.3");
  assert.equal(first.engine.protocolVersion, protocolVersion);
  assert.equal(second.engine.processId, first.engine.processId);
  assert.notEqual(first.engine.processId, process.pid);
});

test("serves ten clients that all start an engine at the same moment with one engine", async (t) => {
  const home = (await engineBundle()).home(t);
  const clients = await Promise.all(Array.from({ length: 10 }, () => home.connect()));
  assert.equal(new Set(clients.map(({ engine }) => engine.processId)).size, 1);
  const [first] = clients;
  // Those that came second leave without a word, and nothing of theirs stays.
  await until("one socket is left", () => socketsIn(home.folder).length === 1);
  assert.equal(claimsIn(home.folder).length, 1);
  assert.doesNotMatch(readFileSync(logPath(home.folder), "utf8"), / (?:warn|error) /u);
  await first?.request("engine/snapshot", {});
});

test("takes over from an engine that was killed, and its clients hear of the end", async (t) => {
  const home = (await engineBundle()).home(t);
  const first = await home.connect();
  const closed = new Promise<void>((resolve) => {
    first.onClose(resolve);
  });
  await home.kill(first);
  await closed;
  await assert.rejects(first.request("engine/snapshot", {}), { name: "EngineError", code: "connection lost" });
  const stale = highestClaim(home.folder);
  assert.ok(stale !== undefined && existsSync(stale.socket), "a socket that nobody listens on is left");

  const clients = await Promise.all(Array.from({ length: 5 }, () => home.connect()));
  assert.equal(new Set(clients.map(({ engine }) => engine.processId)).size, 1);
  assert.notEqual(clients[0]?.engine.processId, first.engine.processId);
  assert.equal(existsSync(stale.socket), false);
});

test("ends when its last client has been gone for a while", async (t) => {
  const home = (await engineBundle()).home(t);
  const first = await home.connect({ env: { ...process.env, LWM2M_ENGINE_IDLE: "200" } });
  const second = await home.connect();
  first.dispose();
  await second.request("engine/snapshot", {});
  second.dispose();
  await until("the engine is gone", () => !isAlive(first.engine.processId));
  assert.deepEqual(socketsIn(home.folder), []);
  assert.match(readFileSync(logPath(home.folder), "utf8"), /The engine ends\. No client is left\./u);
});

test("ends when nobody ever comes", async (t) => {
  const bundle = await engineBundle();
  const home = bundle.home(t);
  const child = spawn(process.execPath, [bundle.engineModule], {
    stdio: "ignore",
    env: { ...process.env, LWM2M_ENGINE_HOME: home.folder, LWM2M_ENGINE_IDLE: "100" },
  });
  assert.deepEqual(await once(child, "exit"), [0, null]);
});

test("ends properly when it is told to", async (t) => {
  const home = (await engineBundle()).home(t);
  const client = await home.connect();
  await end(client.engine.processId, "SIGTERM");
  assert.deepEqual(socketsIn(home.folder), []);
});

test("keeps its home to its user", async (t) => {
  const home = (await engineBundle()).home(t);
  chmodSync(home.folder, 0o755);
  await home.connect();
  assert.equal(statSync(home.folder).mode & 0o777, 0o700);
  for (const name of readdirSync(home.folder).filter((name) => !name.startsWith("claim-"))) {
    assert.equal(statSync(join(home.folder, name)).mode & 0o077, 0, name);
  }
});

test("tells why an engine could not start", async (t) => {
  const home = (await engineBundle()).home(t);
  await assert.rejects(home.connect({ engineModule: join(home.folder, "missing.cjs") }), (error) => {
    assert.ok(error instanceof EngineError);
    assert.equal(error.code, "could not start");
    assert.match(error.message, /Cannot find module/u);
    return true;
  });
  await assert.rejects(home.connect({ execPath: join(home.folder, "missing") }), (error) => {
    assert.ok(error instanceof EngineError);
    assert.match(error.message, /does not run: .*ENOENT/u);
    return true;
  });
});

test("outlives clients that break off, say nothing or say nonsense", async (t) => {
  const home = (await engineBundle()).home(t);
  const client = await home.connect();
  const address = highestClaim(home.folder)?.socket ?? "";
  const nonsense = [
    "",
    "GET / HTTP/1.1\r\n\r\n",
    "Content-Length: 99999999999\r\n\r\n",
    "Content-Length: -1\r\n\r\n{}",
    "x".repeat(10_000),
    framed("null"),
    framed("[]"),
    framed("{}"),
    framed("{"),
    framed(`{"jsonrpc":"2.0","id":{},"method":"engine/snapshot"}`),
    framed(`{"jsonrpc":"2.0","id":1,"method":7}`),
    framed(`{"jsonrpc":"2.0","method":"$/cancelRequest"}`),
    framed(`{"jsonrpc":"2.0","id":1,"result":1}`),
    framed(`{"jsonrpc":"2.0","id":1,"method":"__proto__","params":{}}`),
    framed(`{"jsonrpc":"2.0","id":1,"method":"engine/initialize","params":[1,2]}`),
  ];
  for (const text of nonsense) {
    const socket = connect(address);
    await once(socket, "connect");
    socket.on("error", () => undefined);
    socket.end(text);
    socket.resume();
    await once(socket, "close");
  }
  await client.request("engine/snapshot", {});
  assert.equal(await isListening(address), true);
});

function framed(body: string): string {
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

function socketsIn(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name.endsWith(".sock"));
}

function claimsIn(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name.startsWith("claim-"));
}
