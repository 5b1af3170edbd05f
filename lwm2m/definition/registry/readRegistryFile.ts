import { readFileSync } from "node:fs";
import { loadRegistry } from "./loadRegistry.js";
import { RegistryTableError } from "./readTable.js";
import type { Registry } from "./registry.js";

/**
 * Reads the registry that stands beside the programs, `registry.json`. It takes some milliseconds; do it once.
 * @throws {RegistryTableError} with a sentence for the user, if the file cannot be read or is no table
 */
export function readRegistryFile(path: string): Registry {
  return loadRegistry(parse(read(path), path));
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new RegistryTableError(`The registry table cannot be read: ${reason}. Install LwM2M Workbench again.`, {
      cause,
    });
  }
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new RegistryTableError(`The registry table ${path} is damaged: ${reason}. Install LwM2M Workbench again.`, {
      cause,
    });
  }
}
