import type { DefinitionFile } from "../../lwm2m/definition/definitionFile.js";
import { parseId } from "../../lwm2m/definition/definitionFile.js";
import type { ObjectDefinition } from "../../lwm2m/definition/model.js";
import { nearestVersion } from "../../lwm2m/definition/registry/lookup.js";
import { compareVersionTexts } from "../../lwm2m/definition/version.js";
import type { Registry } from "../../lwm2m/definition/registry/registry.js";
import { printedObject, registryUri } from "../features/registryText.js";
import type { DefinitionPlace, DefinitionQuery } from "../protocol.js";
import type { SourceText } from "../text/sourceText.js";
import { definitionIn, readDefinition, type DefinitionReading } from "./readDefinition.js";

/** What places are looked for in. */
export interface PlacesSetup extends DefinitionReading {
  readonly registry: Registry;
  /** What each file of the workspace defines. */
  readonly told: ReadonlyMap<string, readonly ObjectDefinition[]>;
}

/** Where an object, or one of its resources, is defined: in the workspace if it is defined there, else in the registry. */
export async function definitionPlace(setup: PlacesSetup, query: DefinitionQuery): Promise<DefinitionPlace | null> {
  const uri = fileOf(setup, query);
  const inFile = uri === undefined ? undefined : await readDefinition(setup, uri);
  const place = inFile && placeIn(inFile.source, inFile.file, query);
  return place ?? placeInRegistry(setup, query);
}

/**
 * The file that defines the object: the one that is asked for, or the one with the nearest version. As for decoding, any
 * version in the workspace goes before the registry, and of two files the one that changed last.
 */
function fileOf({ told }: PlacesSetup, { objectId, version, uri }: DefinitionQuery): string | undefined {
  if (uri !== undefined) return uri;
  const files = new Map<ObjectDefinition, string>();
  for (const [file, definitions] of [...told].reverse()) {
    for (const object of definitions) if (object.id === objectId) files.set(object, file);
  }
  const objects = [...files.keys()].sort((a, b) => compareVersionTexts(b.version, a.version));
  if (version === undefined) return objects[0] && files.get(objects[0]);
  const known = {
    object: (_: number, wanted?: string) => objects.find((object) => object.version === wanted),
    versions: () => objects,
  };
  const nearest = nearestVersion(known, objectId, version)?.object;
  return nearest && files.get(nearest);
}

function placeInRegistry(setup: PlacesSetup, query: DefinitionQuery): DefinitionPlace | null {
  const { registry } = setup;
  const { objectId, version } = query;
  const object =
    version === undefined ? registry.object(objectId) : nearestVersion(registry, objectId, version)?.object;
  if (object === undefined) return null;
  const { source, file } = definitionIn(setup, registryUri(object), printedObject(object, registry));
  return placeIn(source, file, query) ?? null;
}

/** The place in a file; undefined if the file does not define the object. */
export function placeIn(source: SourceText, file: DefinitionFile, query: DefinitionQuery): DefinitionPlace | undefined {
  const objects = file.objects.filter((node) => parseId(node.field("ObjectID")?.value) === query.objectId);
  const object =
    objects.find((node) => query.version !== undefined && node.field("ObjectVersion")?.value === query.version) ??
    objects[0];
  if (object === undefined) return undefined;
  const item =
    query.resourceId === undefined ? undefined : object.items.find((node) => node.resourceId === query.resourceId);
  const { start, openEnd } = (item ?? object).element;
  return {
    uri: source.uri,
    range: source.rangeOf({ start, end: openEnd }),
    hasResource: query.resourceId === undefined || item !== undefined,
  };
}
