import { connect, type Socket } from "node:net";
import process from "node:process";
import { setTimeout as pause } from "node:timers/promises";
import { messageOf } from "../../lwm2m/base/errorText.js";
import type { Logger } from "../../lwm2m/base/logger.js";
import { highestClaim } from "../home/claims.js";
import { processSurroundings, resolveHome, type EngineHome } from "../home/folders.js";
import { logPath } from "../home/logFile.js";
import { ensurePrivateFolder } from "../home/privateFolder.js";
import { systemCode } from "../home/systemError.js";
import { EngineError } from "../protocol/engineError.js";
import { EngineConnection, isMakingWay } from "./connection.js";
import type { EngineClient } from "./engineClient.js";
import { EngineStarter } from "./engineStarter.js";

/** How to reach the engine. */
export interface ConnectEngineOptions {
  /** The path of `engine.cjs`. */
  readonly engineModule: string;
  /** The folder of the engine's claims, state and log; `LWM2M_ENGINE_HOME` or the user's own unless told. */
  readonly home?: string;
  /** Who connects, such as `{ name: "VS Code", version: "0.1.0" }`. */
  readonly client: { readonly name: string; readonly version: string };
  readonly logger: Logger;
  /** What runs the engine: Node, or a program on Electron; this process's own unless told. */
  readonly execPath?: string;
  /** The environment of the engine; this process's own unless told. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Milliseconds until an engine must have answered; a machine that is busy may take long to start a program. */
const patience = 20_000;

/** Milliseconds between looks for an engine that is starting, at first and at last. */
const shortestPause = 20;
const longestPause = 250;

/**
 * Connects to the engine of this user, which is started if none is running.
 * @throws {EngineError} with a sentence for the user
 */
export async function connectEngine(options: ConnectEngineOptions): Promise<EngineClient> {
  const env = options.env ?? process.env;
  const home = resolveHome(options.home, processSurroundings(env));
  ensurePrivateFolder(home.folder);
  if (home.listening.kind === "sockets") ensurePrivateFolder(home.listening.folder);
  return connectOrStart(home, { ...options, env });
}

async function connectOrStart(
  home: EngineHome,
  options: ConnectEngineOptions & { readonly env: Readonly<Record<string, string | undefined>> },
): Promise<EngineClient> {
  const end = Date.now() + patience;
  const starter = new EngineStarter({
    engineModule: options.engineModule,
    folder: home.folder,
    execPath: options.execPath ?? process.execPath,
    env: options.env,
    logger: options.logger,
  });
  try {
    for (let wait = shortestPause; Date.now() < end; wait = Math.min(wait * 2, longestPause)) {
      const client = await tryToConnect(home, options, end);
      if (client !== undefined) return client;
      starter.ensureStarted();
      await pause(wait);
    }
  } finally {
    starter.dispose();
  }
  throw new EngineError(
    "could not start",
    `The engine has not answered within ${patience / 1000} seconds. ${starter.lastWords() ?? `Its log is ${logPath(home.folder)}.`}`,
  );
}

/** A client of the engine that is running; undefined if there is none (any more, or yet). */
async function tryToConnect(
  home: EngineHome,
  { client, logger }: ConnectEngineOptions,
  end: number,
): Promise<EngineClient | undefined> {
  const address = home.listening.kind === "pipe" ? home.listening.name : highestClaim(home.folder)?.socket;
  const socket = address === undefined ? undefined : await openSocket(address);
  if (socket === undefined) return undefined;
  const connection = new EngineConnection(socket);
  // An engine that is stopped, as in a debugger, accepts connections and says nothing.
  const timer = setTimeout(
    () => {
      connection.dispose();
    },
    Math.max(1000, end - Date.now()),
  );
  try {
    return await connection.initialize(client);
  } catch (error) {
    connection.dispose();
    if (isMakingWay(error)) logger.log("info", "The engine of another version makes way.");
    else if (!(error instanceof EngineError) || error.code !== "connection lost") throw error;
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** Undefined if nobody listens there. */
function openSocket(address: string): Promise<Socket | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(address);
    socket.once("connect", () => {
      socket.removeAllListeners("error");
      // The connection listens too; without any listener an error would end this process.
      socket.on("error", () => undefined);
      resolve(socket);
    });
    socket.once("error", (error) => {
      if (["EACCES", "EPERM"].includes(systemCode(error) ?? "")) {
        const message = `The engine's socket ${address} may not be opened: ${messageOf(error)}. Is it another user's?`;
        reject(new EngineError("not permitted", message, { cause: error }));
      } else resolve(undefined);
    });
  });
}
