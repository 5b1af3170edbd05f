import { unlinkSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import type { Disposable } from "../../lwm2m/base/disposal.js";
import { messageOf } from "../../lwm2m/base/errorText.js";
import { EngineError } from "../protocol/engineError.js";
import { claim, isInForce, newSocketPath, type Claim } from "./claims.js";
import type { EngineHome } from "./folders.js";
import { systemCode } from "./systemError.js";

/** The place where one process is the engine of its home, as long as it is its. */
export interface Place extends Disposable {
  /** False once somebody has cleaned up there, or another engine has it. */
  readonly isInForce: () => boolean;
}

/**
 * Listens in a home; undefined if another engine does.
 * @throws {EngineError} if nobody can listen there
 */
export async function takePlace(home: EngineHome, accept: (socket: Socket) => void): Promise<Place | undefined> {
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

/** @throws {EngineError} if the file system does not take claims */
async function claimFor(folder: string, socket: string): Promise<Claim | undefined> {
  try {
    return await claim(folder, socket);
  } catch (cause) {
    throw new EngineError(
      "could not start",
      `The engine cannot make its claim in ${folder}: ${messageOf(cause)}. Set LWM2M_ENGINE_HOME to a folder on a local disk.`,
      { cause },
    );
  }
}

/**
 * False if another process has that name.
 * @throws {EngineError} if nobody can have it
 */
function listen(server: Server, address: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause) => {
      if (systemCode(cause) === "EADDRINUSE") resolve(false);
      else {
        const message = `The socket ${address} cannot be opened: ${messageOf(cause)}.`;
        reject(new EngineError("could not start", message, { cause }));
      }
    });
    server.listen(address, () => {
      resolve(true);
    });
  });
}
