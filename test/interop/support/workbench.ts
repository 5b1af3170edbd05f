import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import type { TestContext } from "node:test";
import { connectEngine } from "../../../engine/client/connectEngine.js";
import type { EngineClient } from "../../../engine/client/engineClient.js";
import type { EngineSnapshot } from "../../../engine/protocol.js";
import type { DeviceSummary } from "../../../engine/protocol/devices.js";
import type { OperationResult } from "../../../engine/protocol/operations.js";
import type { PathValue } from "../../../engine/protocol/values.js";
import { silentLogger } from "../../../lwm2m/base/logger.js";
import { recordProof } from "./matrix.js";

/** Milliseconds until something that must happen counts as failed. Generous: a busy machine is no failure. */
const patience = 60_000;

/** The engine as it is shipped, in a process and a home of its own, with its LwM2M Server on free loopback ports. */
export interface Workbench {
  readonly engine: EngineClient;
  readonly port: number;
  readonly securePort: number;
  /** The home folder, for tests that look at what is left on disk. */
  readonly home: string;
  /** Waits until a device of that name is there and online. */
  readonly device: (name: string) => Promise<DeviceSummary>;
  /** Waits until the snapshot shows something. */
  readonly until: <T>(what: string, look: (snapshot: EngineSnapshot) => T | undefined) => Promise<T>;
  /** Waits for the next values of a device that fit. */
  readonly nextValues: (deviceId: string, path: string) => Promise<readonly PathValue[]>;
}

/** Starts the engine for a test; it ends with it. */
export async function startWorkbench(
  t: TestContext,
  keys: Readonly<Record<string, Uint8Array>> = {},
): Promise<Workbench> {
  const home = mkdtempSync(join(tmpdir(), "lwm2m-interop-"));
  const engine = await connectEngine({
    engineModule: resolve("dist/engine.cjs"),
    home,
    client: { name: "interop", version: "0" },
    logger: silentLogger,
  });
  t.after(async () => {
    engine.dispose();
    await endProcess(engine.engine.processId);
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  });
  const credentials = Object.entries(keys).map(([identity, key]) => ({
    identity,
    key: Buffer.from(key).toString("hex"),
  }));
  await engine.request("credentials/set", { credentials });
  const state = await engine.request("server/start", { host: "127.0.0.1", port: 0, securePort: 0 });
  assert.equal(state.kind, "running");
  const { port = 0, securePort = 0 } = state;
  const recorded = new Set<string>();
  engine.onNotification("devices/changed", ({ id, kind, status, transport, security }) => {
    const suite = security.kind === "none" ? undefined : security.suite;
    const isKnown = recorded.has(id) || (security.kind !== "none" && suite === undefined);
    if (status !== "online" || isKnown) return;
    recorded.add(id);
    const role = kind === "direct" ? "client" : "server";
    recordProof(t, { role, transport, credential: security.kind, ...(suite !== undefined && { suite }) });
  });
  const until: Workbench["until"] = async (what, look) => {
    const end = Date.now() + patience;
    for (;;) {
      const found = look(await engine.request("engine/snapshot", {}));
      if (found !== undefined) return found;
      assert.ok(Date.now() < end, `Waited a minute until ${what}.`);
      await new Promise((again) => setTimeout(again, 100));
    }
  };
  return {
    engine,
    port,
    securePort,
    home,
    until,
    device: (name) =>
      until(`${name} is online`, ({ devices }) => devices.find((one) => one.name === name && one.status === "online")),
    nextValues: (deviceId, path) =>
      new Promise((found, reject) => {
        const watchdog = setTimeout(() => {
          reject(new Error(`No value of ${path} came within a minute.`));
        }, patience);
        const listening = engine.onNotification("devices/values", (sent) => {
          const values = sent.values.filter((value) => value.path === path);
          if (sent.deviceId !== deviceId || values.length === 0) return;
          clearTimeout(watchdog);
          listening.dispose();
          found(values);
        });
      }),
  };
}

/** Ends a process that is no child of ours, and waits until it is gone: until then it writes its state. */
async function endProcess(id: number): Promise<void> {
  process.kill(id);
  const end = Date.now() + patience;
  while (isAlive(id)) {
    assert.ok(Date.now() < end, `Process ${id} does not end.`);
    await new Promise((again) => setTimeout(again, 50));
  }
}

function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

/** The values of an operation that must have succeeded. */
export function valuesOf(result: OperationResult): readonly PathValue[] {
  assert.equal(result.kind, "success", JSON.stringify(result));
  assert.deepEqual(result.problems, []);
  return result.values;
}

/** The texts of those values by path. */
export function textsOf(result: OperationResult): Readonly<Record<string, string>> {
  return Object.fromEntries(valuesOf(result).map(({ path, text }) => [path, text]));
}
