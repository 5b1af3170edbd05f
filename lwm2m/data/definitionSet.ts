import type { ObjectDefinition } from "../definition/model.js";
import { nearestVersion } from "../definition/registry/lookup.js";
import type { Registry } from "../definition/registry/registry.js";
import { initialVersion } from "../definition/version.js";
import type { Definitions, FoundDefinition, ResourceLookup } from "./definitions.js";

/** Definitions of the workspace's files, as they are edited, before those of OMA's registry. */
export interface DefinitionSet extends Definitions {
  /** Takes the definitions of a file as it is now, in place of those that it had. */
  readonly setFile: (uri: string, definitions: readonly ObjectDefinition[]) => void;
  readonly removeFile: (uri: string) => void;
}

/** A device may register any number of objects and versions; more answers than these are not remembered. */
const maximumKnown = 1000;

/**
 * The definitions of the workspace and the registry. The version that a device names goes before any other, wherever it
 * is: a file in another version is not what the device has. Among equals a file of the workspace goes before the
 * registry, as it is what the user works on, and of two files with the same version the one edited last counts. Where
 * nobody has the version, the nearest one of the workspace is used, and else that of the registry, with a warning.
 */
export function createDefinitionSet(registry: Registry): DefinitionSet {
  /** In the order of their last edit. */
  const files = new Map<string, readonly ObjectDefinition[]>();
  const known = new Map<string, FoundDefinition | undefined>();

  const find = (objectId: number, version = initialVersion): FoundDefinition | undefined => {
    const inFiles = findInFiles(files, objectId, version);
    if (inFiles !== undefined && inFiles.warning === undefined) return inFiles;
    const inRegistry = findInRegistry(registry, objectId, version);
    return inRegistry?.warning === undefined ? (inRegistry ?? inFiles) : (inFiles ?? inRegistry);
  };

  return {
    find: (objectId, version) => {
      const key = `${objectId}/${version ?? initialVersion}`;
      if (known.has(key)) return known.get(key);
      const found = find(objectId, version);
      if (known.size === maximumKnown) known.clear();
      known.set(key, found);
      return found;
    },
    setFile: (uri, definitions) => {
      known.clear();
      files.delete(uri);
      files.set(uri, definitions);
    },
    removeFile: (uri) => {
      known.clear();
      files.delete(uri);
    },
  };
}

function findInFiles(
  files: ReadonlyMap<string, readonly ObjectDefinition[]>,
  objectId: number,
  version: string,
): FoundDefinition | undefined {
  const uris = new Map<ObjectDefinition, string>();
  for (const [uri, definitions] of [...files].reverse()) {
    for (const object of definitions) if (object.id === objectId) uris.set(object, uri);
  }
  const objects = [...uris.keys()];
  const nearest = nearestVersion(
    { object: (_, wanted) => objects.find((object) => object.version === wanted), versions: () => objects },
    objectId,
    version,
  );
  const uri = nearest && uris.get(nearest.object);
  if (nearest === undefined || uri === undefined) return undefined;
  return { object: nearest.object, source: { kind: "workspace", uri }, ...warningOf(nearest.warning) };
}

function findInRegistry(registry: Registry, objectId: number, version: string): FoundDefinition | undefined {
  const nearest = nearestVersion(registry, objectId, version);
  return nearest && { object: nearest.object, source: { kind: "registry" }, ...warningOf(nearest.warning) };
}

function warningOf(warning: string | undefined): Pick<FoundDefinition, "warning"> {
  return warning === undefined ? {} : { warning };
}

/** What the codecs ask, over the definitions that a device's objects have. */
export function resourceLookup(find: (objectId: number) => FoundDefinition | undefined): ResourceLookup {
  return (objectId, resourceId) => find(objectId)?.object.resources.find(({ id }) => id === resourceId);
}
