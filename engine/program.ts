import type { Socket } from "node:net";
import { join } from "node:path";
import process from "node:process";
import { systemClock } from "../lwm2m/base/clock.js";
import { stackOf } from "../lwm2m/base/errorText.js";
import { createLogger, type Logger } from "../lwm2m/base/logger.js";
import { productVersion } from "../lwm2m/base/productVersion.js";
import { RegistryTableError } from "../lwm2m/definition/registry/readTable.js";
import { readRegistryFile } from "../lwm2m/definition/registry/readRegistryFile.js";
import { createCore } from "./core/createCore.js";
import { processSurroundings, resolveHome, type EngineHome } from "./home/folders.js";
import { createLogWriter } from "./home/logFile.js";
import { takePlace } from "./home/place.js";
import { ensurePrivateFolder } from "./home/privateFolder.js";
import { protocolVersion, type EngineInfo } from "./protocol.js";
import { EngineError } from "./protocol/engineError.js";
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
    const isExplained = error instanceof EngineError || error instanceof RegistryTableError;
    process.stderr.write(`${isExplained ? error.message : stackOf(error)}\n`);
    process.exit(1);
  }
}

async function serve(folder: string, home: EngineHome, logger: Logger): Promise<void> {
  const early: Socket[] = [];
  let accept = (socket: Socket): void => void early.push(socket);
  const place = await takePlace(home, (socket) => {
    accept(socket);
  });
  if (place === undefined) return;

  const info: EngineInfo = {
    protocolVersion,
    version: productVersion(folder),
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
      place.dispose();
      process.exit(0);
    });
  };
  const server = new EngineServer({ core, info, clock: systemClock, logger, idleTime: toldIdleTime(), onEnd: end });
  accept = server.accept;
  for (const socket of early) accept(socket);

  const watch = (): void => {
    if (place.isInForce()) systemClock.after(claimCheck, watch);
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

function toldIdleTime(): number {
  const told = Number(process.env["LWM2M_ENGINE_IDLE"] ?? Number.NaN);
  return Number.isInteger(told) && told > 0 ? told : idleTime;
}
