import { generateBindings } from "../../lwm2m/codegen/generateBindings.js";
import type { BindingOptions } from "../../lwm2m/definition/bindingOptions.js";
import type { BindingsPreview, PreviewQuery } from "../protocol.js";
import { orderedDefinitions, type OrderReading } from "./orderedDefinitions.js";
import { orderedSources } from "./orderedSources.js";
import { problemTrouble } from "./troubles.js";

/** What would be generated for one object, as its definition is in the editor now. */
export async function previewBindings(
  reading: OrderReading,
  { uri, objectId }: PreviewQuery,
  options: BindingOptions,
): Promise<BindingsPreview> {
  const ordered = await orderedDefinitions(reading, [uri]);
  const { sources, troubles } = orderedSources(ordered);
  const isOnly = sources.length === 1 || objectId === undefined;
  const source = sources.find(({ definition }) => definition.id === objectId) ?? (isOnly ? sources[0] : undefined);
  if (source === undefined) {
    const message = `This file does not define object ${objectId ?? ""} any more.`;
    return { troubles: troubles.length > 0 ? troubles : [{ level: "error", message, uri }] };
  }
  // One object has one file; the others, for all objects together, say nothing about it.
  const { files, problems } = generateBindings([source], { ...options, aliases: false, index: false });
  const [file] = files;
  return {
    ...(file === undefined ? {} : { name: file.path, text: file.text }),
    troubles: problems.map((problem) => problemTrouble(problem, ordered.files)),
  };
}
