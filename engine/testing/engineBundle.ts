import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { build } from "esbuild";
import { packTable, packedTableName } from "../../lwm2m/definition/registry/packedTable.js";
import { silentLogger } from "../../lwm2m/base/logger.js";
import { connectEngine, type ConnectEngineOptions } from "../client/connectEngine.js";
import type { EngineClient } from "../client/engineClient.js";

/** The engine as it is shipped, in a folder that lives as long as the test file. */
export interface EngineBundle {
  readonly engineModule: string;
  /** A home of its own; engines that are still there are ended after the test. */
  readonly home: (t: TestLife) => TestHome;
}

/** A test, as far as it matters for cleaning up. */
export interface TestLife {
  readonly after: (action: () => void | Promise<void>) => void;
}

/** One home of an engine, and clients of it. */
export interface TestHome {
  readonly folder: string;
  readonly connect: (options?: Partial<ConnectEngineOptions>) => Promise<EngineClient>;
  /** Does something at the end of the test, while the engine still runs. */
  readonly atEnd: (action: () => Promise<void>) => void;
  /** Ends the engine as the system does when memory is short: without a word. */
  readonly kill: (client: EngineClient) => Promise<void>;
}

let bundled: Promise<EngineBundle> | undefined;

/** Bundles the engine, once a test file. */
export function engineBundle(): Promise<EngineBundle> {
  bundled ??= makeBundle();
  return bundled;
}

async function makeBundle(): Promise<EngineBundle> {
  const root = mkdtempSync(join(tmpdir(), "lwm2m-engine-"));
  // A hook would belong to the first test that asks.
  process.once("exit", () => {
    rmSync(root, { recursive: true, force: true });
  });
  const engineModule = join(root, "dist", "engine.cjs");
  await build({
    entryPoints: ["engine/main.ts"],
    outfile: engineModule,
    bundle: true,
    platform: "node",
    target: "node20",
    mainFields: ["module", "main"],
    format: "cjs",
    sourcemap: "inline",
    logLevel: "warning",
  });
  const facts = readFileSync("lwm2m/definition/registry/facts.json", "utf8");
  writeFileSync(join(root, "dist", packedTableName), packTable(facts));
  writeFileSync(join(root, "package.json"), JSON.stringify({ version: "1.2.3" }));
  return { engineModule, home: (t) => testHome(t, engineModule) };
}

function testHome(t: TestLife, engineModule: string): TestHome {
  const folder = mkdtempSync(join(tmpdir(), "lwm2m-home-"));
  const processes = new Set<number>();
  const lastActions: (() => Promise<void>)[] = [];
  t.after(async () => {
    await Promise.all(lastActions.map((action) => action()));
    for (const id of processes) await end(id, "SIGKILL");
  });
  process.once("exit", () => {
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    folder,
    connect: async (options = {}) => {
      const client = await connectEngine({
        engineModule,
        home: folder,
        client: { name: "test", version: "1.2.3" },
        logger: silentLogger,
        // An engine that a client has started in vain may come into its own after the test; then it is soon gone.
        env: { ...process.env, LWM2M_ENGINE_IDLE: "3000" },
        ...options,
      });
      processes.add(client.engine.processId);
      return client;
    },
    atEnd: (action) => void lastActions.push(action),
    kill: (client) => end(client.engine.processId, "SIGKILL"),
  };
}

/** Ends a process that a test has started, and waits until it is gone; fails after a generous time. */
export async function end(id: number, signal: NodeJS.Signals): Promise<void> {
  if (!isAlive(id)) return;
  process.kill(id, signal);
  await until(`process ${id} is gone`, () => !isAlive(id));
}

export function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits until a condition holds; fails after a generous time. */
export async function until(what: string, holds: () => boolean): Promise<void> {
  const end = Date.now() + 30_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`Waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
