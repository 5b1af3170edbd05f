import { pathToFileURL } from "node:url";
import type { EngineClient } from "../../engine/client/engineClient.js";
import { parseDefinitionFile } from "../../lwm2m/definition/definitionFile.js";
import { objectDefinitions } from "../../lwm2m/definition/objectDefinition.js";
import type { FileDefinitions } from "../../server/protocol.js";
import { readSources } from "../commands/sources.js";
import { TroubleList } from "../commands/troubles.js";
import type { Io } from "../io.js";
import { DeviceCommandError } from "./deviceContext.js";

/**
 * Reads definition files, and folders and globs of them.
 * @throws {DeviceCommandError} if one cannot be read or defines nothing
 */
export async function readDefinitions(targets: readonly string[], io: Io): Promise<readonly FileDefinitions[]> {
  const found: FileDefinitions[] = [];
  const troubles = new TroubleList(io);
  for await (const source of readSources({ targets, stdinFilename: undefined }, io, troubles, { otherFiles: 0 })) {
    const definitions = objectDefinitions(parseDefinitionFile(source.text));
    if (definitions.length === 0) {
      throw new DeviceCommandError(`${source.path} defines no object with a name and an ID.`);
    }
    found.push({ uri: pathToFileURL(source.absolutePath).href, definitions });
  }
  if (troubles.all.length > 0) throw new DeviceCommandError("Not all definitions could be read; nothing was done.");
  if (found.length === 0) throw new DeviceCommandError(`No object definition was found in ${targets.join(" ")}.`);
  return found;
}

/** Has the engine know the definitions of files as long as we are connected. */
export async function handDefinitions(targets: readonly string[], engine: EngineClient, io: Io): Promise<void> {
  if (targets.length === 0) return;
  for (const file of await readDefinitions(targets, io)) await engine.request("definitions/set", file);
}
