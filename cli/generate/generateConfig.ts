import { dirname, join, resolve } from "node:path";
import { existsSync } from "node:fs";
import { configFileName } from "../../lwm2m/definition/configKeys.js";
import { parseConfig } from "../../lwm2m/definition/config.js";
import type { GenerateSettings } from "../../lwm2m/definition/generateSettings.js";
import type { TroubleList } from "../commands/troubles.js";
import { readText } from "../files/readText.js";
import type { Io } from "../io.js";
import { LineMap } from "../text/lineMap.js";

/** What a configuration file says about generating. */
export interface FoundSettings {
  /** The configuration file, as an absolute path. */
  readonly path: string;
  /** Undefined if it says nothing about it. */
  readonly settings: GenerateSettings | undefined;
}

/**
 * The configuration that counts: the file that the user names, or the nearest `lwm2m.config.json` from the current folder
 * upwards; undefined if there is none. What is wrong in it becomes a trouble.
 */
export function findSettings(named: string | undefined, io: Io, troubles: TroubleList): FoundSettings | undefined {
  const path = named === undefined ? nearestConfig(io.cwd) : resolve(io.cwd, named);
  if (path === undefined) return undefined;
  const read = readText(path);
  if ("problem" in read) {
    troubles.add(path, read.problem);
    return undefined;
  }
  const { config, problems } = parseConfig(read.text);
  const lines = new LineMap(read.text);
  for (const { span, message } of problems) troubles.add(path, message, lines.place(span.start));
  return { path, settings: config.generate };
}

/** The search ends where a git checkout or the file system starts. */
function nearestConfig(folder: string): string | undefined {
  const path = join(folder, configFileName);
  if (existsSync(path)) return path;
  const outer = dirname(folder);
  return outer === folder || existsSync(join(folder, ".git")) ? undefined : nearestConfig(outer);
}
