import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseConfig, type Config } from "../../lwm2m/definition/config.js";
import { configFileName } from "../../lwm2m/definition/configKeys.js";
import { LineMap } from "../text/lineMap.js";
import { readText } from "./readText.js";

/** Something that is wrong with a configuration file. */
export interface ConfigTrouble {
  readonly path: string;
  /** Undefined if the file could not be read at all. */
  readonly place: { readonly line: number; readonly column: number } | undefined;
  readonly message: string;
}

/** The nearest `lwm2m.config.json` from a folder upwards. The search ends where a git checkout or the file system starts. */
export function nearestConfigFile(folder: string): string | undefined {
  const path = join(folder, configFileName);
  if (existsSync(path)) return path;
  const outer = dirname(folder);
  return outer === folder || existsSync(join(folder, ".git")) ? undefined : nearestConfigFile(outer);
}

/** Reads a configuration file, and reports what is wrong with it; undefined if it cannot be read at all. */
export function readConfigFile(path: string, report: (trouble: ConfigTrouble) => void): Config | undefined {
  const read = readText(path);
  if ("problem" in read) {
    report({ path, place: undefined, message: read.problem });
    return undefined;
  }
  const { config, problems } = parseConfig(read.text);
  const lines = new LineMap(read.text);
  for (const { span, message } of problems) report({ path, place: lines.place(span.start), message });
  return config;
}
