// Keeps a VS Code that we start for tests and pictures away from the user's engine and its devices.
import { join } from "node:path";

/**
 * @param {string} folder a temporary folder
 * @returns {Record<string, string>} the environment in which an engine of its own is started, with its state there
 */
export function ownEngine(folder) {
  return { LWM2M_ENGINE_HOME: join(folder, "engine") };
}
