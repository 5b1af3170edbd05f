import { readFileSync, unlinkSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import process from "node:process";
import { systemClock } from "../lwm2m/base/clock.js";
import type { Disposable } from "../lwm2m/base/disposal.js";
import { createLogger, type Logger } from "../lwm2m/base/logger.js";
import { RegistryTableError } from "../lwm2m/definition/registry/readTable.js";
import { readRegistryFile } from "../lwm2m/definition/registry/readRegistryFile.js";
import { createCore } from "./core/createCore.js";
import { claim, isInForce, newSocketPath, type Claim } from "./home/claims.js";
import { processSurroundings, resolveHome, type EngineHome } from "./home/folders.js";
import { HomeError, reasonOf, systemCode } from "./home/homeError.js";
import { createLogWriter } from "./home/logFile.js";
import { ensurePrivateFolder } from "./home/privateFolder.js";
import { protocolVersion, type EngineInfo } from "./protocol.js";
import { EngineServer } from "./rpc/engineServer.js";

/** Milliseconds without a client until the engine ends, unless `LWM2M_ENGINE_IDLE` tells another number. */
const idleTime = 60_000;

/** Milliseconds between looks whether this still is the engine of its home: somebody may have cleaned up there. */
const claimCheck = 30_000;

/** Milliseconds that simulated devices and open requests have to end properly. */
const farewell = 3000;

/**
 * Runs the engine in this process until nobody needs it. `folder` is that of the bundle, with `registry.json.br` in it.
 * Ends at once and quietly if another engine serves this user.
 */
export async function runEngine(folder: string): Promise<void> {
  // What this process writes is for its user only.
  process.umask(0o077);
  const home = resolveHome(undefined, processSurroundings());
  try {
    ensurePrivateFolder(home.folder);
    if (home.listening.kind === "sockets") ensurePrivateFolder(home.listening.folder);
    const logger = createLogger("info", createLogWriter(home.folder));
    catchMistakes(logger);
    await serve(folder, home, logger);
  } catch (error) {
    const isExplained = error instanceof HomeError || error instanceof RegistryTableError;
    process.stderr.write(`${isExplained ? error.message : stackOf(error)}\n`);
    process.exit(1);
  }
}

async function serve(folder: string, home: EngineHome, logger: Logger): Promise<void> {
  const early: Socket[] = [];
  let accept = (socket: Socket): void => void early.push(socket);
  const listening = await takeHome(home, (socket) => {
    accept(socket);
  });
  if (listening === undefined) return;

  const info: EngineInfo = {
    protocolVersion,
    version: versionIn(join(folder, "..", "package.json")),
    processId: process.pid,
    startedAt: systemClock.now(),
  };
  const core = createCore({
    registry: readRegistryFile(join(folder, "registry.json.br")),
    folder: home.folder,
    logger,
  });
  let isEnding = false;
  const end = (reason: string): void => {
    if (isEnding) return;
    isEnding = true;
    logger.log("info", `The engine ends. ${reason}`);
    // Without an answer the process ends all the same.
    systemClock.after(farewell, () => process.exit(0));
    void core.stop().finally(() => {
      server.dispose();
      listening.dispose();
      process.exit(0);
    });
  };
  const server = new EngineServer({ core, info, clock: systemClock, logger, idleTime: toldIdleTime(), onEnd: end });
  accept = server.accept;
  for (const socket of early) accept(socket);

  const watch = (): void => {
    if (listening.isInForce()) systemClock.after(claimCheck, watch);
    else end("Its place in the home is gone or taken.");
  };
  systemClock.after(claimCheck, watch);
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
    process.once(signal, () => {
      end(`${signal} came.`);
    });
  }
  logger.log("info", `Version ${info.version} is ready.`, { process: process.pid });
}

/** The engine's place, as long as it is its. */
interface Listening extends Disposable {
  readonly isInForce: () => boolean;
}

/** Listens in the home; undefined if another engine does. */
async function takeHome(home: EngineHome, accept: (socket: Socket) => void): Promise<Listening | undefined> {
  const server = createServer(accept);
  if (home.listening.kind === "pipe") {
    const isOurs = await listen(server, home.listening.name);
    return isOurs ? { isInForce: () => true, dispose: () => void server.close() } : undefined;
  }
  const path = newSocketPath(home.listening.folder);
  await listen(server, path);
  const mine = await claimFor(home.folder, path);
  const dispose = (): void => {
    server.close();
    try {
      unlinkSync(path);
    } catch {
      // Closing it has removed it.
    }
  };
  if (mine !== undefined) return { isInForce: () => isInForce(home.folder, mine), dispose };
  dispose();
  return undefined;
}

/** @throws {HomeError} if the file system does not take claims */
async function claimFor(folder: string, socket: string): Promise<Claim | undefined> {
  try {
    return await claim(folder, socket);
  } catch (cause) {
    throw new HomeError(
      "unusable",
      `The engine cannot make its claim in ${folder}: ${reasonOf(cause)}. Set LWM2M_ENGINE_HOME to a folder on a local disk.`,
      { cause },
    );
  }
}

/**
 * False if another process has that name.
 * @throws {HomeError} if nobody can have it
 */
function listen(server: Server, address: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      if (systemCode(error) === "EADDRINUSE") resolve(false);
      else reject(new HomeError("unusable", `The socket ${address} cannot be opened: ${reasonOf(error)}.`));
    });
    server.listen(address, () => {
      resolve(true);
    });
  });
}

/** A promise that nobody waits for is no reason to end; after an error in the middle of something nothing can be trusted. */
function catchMistakes(logger: Logger): void {
  process.on("unhandledRejection", (error) => {
    logger.log("error", `A promise was rejected: ${stackOf(error)}`);
  });
  process.on("uncaughtException", (error) => {
    logger.log("error", `The engine ends after a mistake. Please report it: ${stackOf(error)}`);
    process.exit(1);
  });
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function toldIdleTime(): number {
  const told = Number(process.env["LWM2M_ENGINE_IDLE"] ?? Number.NaN);
  return Number.isInteger(told) && told > 0 ? told : idleTime;
}

/** The version in a manifest; empty if there is none. */
function versionIn(manifest: string): string {
  try {
    const parsed: unknown = JSON.parse(readFileSync(manifest, "utf8"));
    const version = typeof parsed === "object" && parsed !== null && "version" in parsed ? parsed.version : undefined;
    return typeof version === "string" ? version : "";
  } catch {
    return "";
  }
}
