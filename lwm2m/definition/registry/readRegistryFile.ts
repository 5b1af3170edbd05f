import { readFileSync } from "node:fs";
import { messageOf } from "../../base/errorText.js";
import { loadRegistry } from "./loadRegistry.js";
import { unpackTable } from "./packedTable.js";
import { RegistryTableError } from "./readTable.js";
import type { Registry } from "./registry.js";

/**
 * Reads the registry that stands beside the programs, `registry.json.br`. It takes some milliseconds; do it once.
 * @throws {RegistryTableError} with a sentence for the user, if the file cannot be read or is no table
 */
export function readRegistryFile(path: string): Registry {
  return loadRegistry(parse(read(path), path));
}

function read(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (cause) {
    const reason = messageOf(cause);
    throw new RegistryTableError(`The registry table cannot be read: ${reason}. Install LwM2M Workbench again.`, {
      cause,
    });
  }
}

function parse(packed: Uint8Array, path: string): unknown {
  try {
    return JSON.parse(unpackTable(packed));
  } catch (cause) {
    const reason = messageOf(cause);
    throw new RegistryTableError(`The registry table ${path} is damaged: ${reason}. Install LwM2M Workbench again.`, {
      cause,
    });
  }
}
