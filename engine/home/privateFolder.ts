import { chmodSync, lstatSync, mkdirSync, statSync } from "node:fs";
import process from "node:process";
import { messageOf } from "../../lwm2m/base/errorText.js";
import { EngineError } from "../protocol/engineError.js";

/**
 * Makes a folder that only this user can look into, or sees that an existing one is such a folder. On Windows the folders
 * of a user are closed to others by inheritance.
 * @throws {EngineError} if it is somebody else's, or the system does not let us
 */
export function ensurePrivateFolder(folder: string, userId = process.getuid?.()): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (userId === undefined) return;
    // In a folder that all may write to, somebody else may have been there first, with a folder or a link of theirs.
    const facts = statSync(folder);
    if (!facts.isDirectory() || facts.uid !== userId || lstatSync(folder).uid !== userId) {
      throw new EngineError(
        "not permitted",
        `${folder} belongs to somebody else, who could read your keys there. Remove it, or set LWM2M_ENGINE_HOME to a folder of your own.`,
      );
    }
    if ((facts.mode & 0o077) !== 0) chmodSync(folder, 0o700);
  } catch (cause) {
    if (cause instanceof EngineError) throw cause;
    throw new EngineError(
      "could not start",
      `The folder ${folder} cannot be used: ${messageOf(cause)}. Set LWM2M_ENGINE_HOME to a folder that you can write to.`,
      { cause },
    );
  }
}
