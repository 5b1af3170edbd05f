import { dirname, relative, sep } from "node:path";
import type { Registry } from "../../lwm2m/definition/registry/registry.js";
import type { UnnamedSources } from "../protocol.js";
import { pathOf, sameSpelling, uriOf } from "../session/uris.js";
import type { OrderedDefinitions } from "./orderedDefinitions.js";

/** Files and objects, however they were found. */
type Definitions = Pick<OrderedDefinitions, "files" | "objects">;

/** What is not among all that a configuration names. */
export function unnamedDefinitions(all: Definitions, some: Definitions): Definitions {
  const uris = new Set(all.files.map(({ source }) => sameSpelling(source.uri)));
  const urns = new Set(all.objects.map(({ urn }) => urn));
  return {
    files: some.files.filter(({ source }) => !uris.has(sameSpelling(source.uri))),
    objects: some.objects.filter(({ urn }) => !urns.has(urn)),
  };
}

/** Definitions as a configuration would name them; a file that was never saved has no name. */
export function asConfigNames(registry: Registry, config: string, { files, objects }: Definitions): UnnamedSources {
  const paths = files.flatMap(({ source }) => pathOf(source.uri) ?? []);
  return {
    config: uriOf(config),
    definitions: paths.map((path) => relative(dirname(config), path).split(sep).join("/")),
    objects: objects.map(({ id, version }) =>
      registry.object(id)?.version === version ? `${id}` : `${id}@${version}`,
    ),
  };
}
