import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { registryOrigin, type GeneratedFile } from "../../../lwm2m/codegen/bindings.js";
import { definitionSources } from "../../../lwm2m/codegen/definitionSources.js";
import { registryObjects } from "../../../lwm2m/codegen/registryObjects.js";
import { parseConfig } from "../../../lwm2m/definition/config.js";
import { parseDefinitionFile } from "../../../lwm2m/definition/definitionFile.js";
import { describedRegistry } from "../../fixtures/registry.js";
import { generateAll } from "./variants.js";

/** The folder of the samples with their `lwm2m.config.json`. */
const folder = "examples";

/** The bindings of the samples, which are committed; the runtime beside them is a copy of our sources and is not. */
export function generatedFiles(): readonly GeneratedFile[] {
  return exampleFiles().filter(({ path }) => !path.includes("/runtime/"));
}

/** All that `lwm2m generate` writes for the samples. */
export function exampleFiles(): readonly GeneratedFile[] {
  const { config } = parseConfig(readFileSync(join(folder, "lwm2m.config.json"), "utf8"));
  if (config.generate === undefined) throw new Error("The configuration of the samples does not say what to generate.");
  const { out, definitions, objects, options } = config.generate;
  const sources = [
    ...definitions.flatMap((path) => {
      const text = readFileSync(join(folder, path), "utf8");
      return definitionSources(parseDefinitionFile(text), posix.basename(path)).sources;
    }),
    ...registryObjects(objects, describedRegistry()).objects.map((definition) => ({
      definition,
      from: registryOrigin,
    })),
  ];
  return generateAll(sources, options).map(({ path, text }) => ({ path: `${folder}/${out}/${path}`, text }));
}
