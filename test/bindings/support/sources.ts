import { readFileSync } from "node:fs";
import process from "node:process";
import { registryOrigin, type BindingSource } from "../../../lwm2m/codegen/bindings.js";
import { definitionSources } from "../../../lwm2m/codegen/definitionSources.js";
import { parseDefinitionFile } from "../../../lwm2m/definition/definitionFile.js";
import { objectDefinitions } from "../../../lwm2m/definition/objectDefinition.js";
import { publishedFiles } from "../../corpus/registryFolder.js";
import { describedRegistry } from "../../fixtures/registry.js";

/** All versions of all published objects, as the product carries them. */
export function registrySources(): readonly BindingSource[] {
  const registry = describedRegistry();
  return registry.objects
    .flatMap(({ id }) => registry.versions(id))
    .map((definition) => ({ definition, from: registryOrigin }));
}

/**
 * All versions of all published objects as their files define them, with every description. A version that lies in the
 * registry twice is taken once.
 */
function publishedSources(folder: string): readonly BindingSource[] {
  const sources = new Map<string, BindingSource>();
  for (const { name, text } of publishedFiles(folder)) {
    for (const definition of objectDefinitions(parseDefinitionFile(text))) {
      const key = `${definition.id} ${definition.version}`;
      if (!sources.has(key)) sources.set(key, { definition, from: name });
    }
  }
  return [...sources.values()];
}

/** The published files if `LWM2M_REGISTRY` names their folder, as their texts try more; else what the product carries. */
export function everySource(): readonly BindingSource[] {
  const folder = process.env["LWM2M_REGISTRY"] ?? "";
  return folder === "" ? registrySources() : publishedSources(folder);
}

/** The cold room of the samples: values that are listed, resource instances, resources that are only written or executed. */
export function coldRoomSources(): readonly BindingSource[] {
  const text = readFileSync("examples/objects/42001.xml", "utf8");
  return definitionSources(parseDefinitionFile(text), "42001.xml").sources;
}
