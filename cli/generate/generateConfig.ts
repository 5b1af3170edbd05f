import { resolve } from "node:path";
import type { GenerateSettings } from "../../lwm2m/definition/generateSettings.js";
import type { TroubleList } from "../commands/troubles.js";
import { nearestConfigFile, readConfigFile } from "../files/configFile.js";
import type { Io } from "../io.js";

/** What a configuration file says about generating. */
export interface FoundSettings {
  /** The configuration file, as an absolute path. */
  readonly path: string;
  /** Undefined if it says nothing about it. */
  readonly settings: GenerateSettings | undefined;
}

/**
 * The configuration that counts: the file that the user names, or the nearest one from the current folder upwards;
 * undefined if there is none. What is wrong in it becomes a trouble.
 */
export function findSettings(named: string | undefined, io: Io, troubles: TroubleList): FoundSettings | undefined {
  const path = named === undefined ? nearestConfigFile(io.cwd) : resolve(io.cwd, named);
  if (path === undefined) return undefined;
  const config = readConfigFile(path, ({ message, place }) => {
    troubles.add(path, message, place);
  });
  return { path, settings: config?.generate };
}
