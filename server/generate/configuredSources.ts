import { dirname, resolve } from "node:path";
import { isDynamicPattern } from "tinyglobby";
import type { GenerateSettings } from "../../lwm2m/definition/generateSettings.js";
import type { BindingTrouble } from "../protocol.js";
import { uriOf } from "../session/uris.js";
import { orderedDefinitions, type OrderedDefinitions, type OrderReading } from "./orderedDefinitions.js";
import { registryObjects } from "../../lwm2m/codegen/registryObjects.js";

/** A configuration that says what is generated. */
export interface GenerateConfig {
  /** The configuration file. */
  readonly path: string;
  readonly settings: GenerateSettings;
}

/** The definitions that a configuration names, as they are in the editor now. */
export async function configuredSources(
  reading: OrderReading,
  { path, settings }: GenerateConfig,
): Promise<OrderedDefinitions> {
  const folder = dirname(path);
  const named = settings.definitions.filter((entry) => !isDynamicPattern(entry));
  const patterns = settings.definitions.filter((entry) => isDynamicPattern(entry));
  const matches = await Promise.all(patterns.map((pattern) => reading.files.glob(pattern, folder)));
  const ordered = await orderedDefinitions(
    reading,
    named.map((entry) => uriOf(resolve(folder, entry))),
    matches,
  );
  const { objects, problems } = registryObjects(settings.objects, reading.registry);
  const inConfig = (message: string): BindingTrouble => ({ level: "error", message, uri: uriOf(path) });
  return {
    files: ordered.files,
    objects,
    troubles: [
      ...ordered.troubles,
      ...patterns
        .filter((_, index) => matches[index]?.paths.length === 0)
        .map((pattern) => inConfig(`No file matches “${pattern}”; change it in the definitions of generate.`)),
      ...problems.map(inConfig),
    ],
  };
}
