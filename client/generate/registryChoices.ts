import type { Registry } from "../../lwm2m/definition/registry/registry.js";
import { registryScheme } from "../../server/protocol.js";

/** An object version of the OMA registry that TypeScript can be generated from. */
export interface RegistryChoice {
  /** The object's name. */
  readonly label: string;
  /** ID and version, as people look for them: `3303, version 1.1`. */
  readonly description: string;
  /** The address of the document that shows it. */
  readonly uri: string;
}

/** What is chosen from. */
type Objects = Pick<Registry, "objects" | "versions">;

/** The newest version of every object by ID, each followed by its older ones, the newer first, if they are wanted. */
export function registryChoices(registry: Objects, withOlder: boolean): readonly RegistryChoice[] {
  return registry.objects.flatMap((newest) => {
    const versions = withOlder ? registry.versions(newest.id).toReversed() : [newest];
    return versions.map(({ id, name, version }) => ({
      label: name,
      description: `${id}, version ${version}`,
      uri: `${registryScheme}:/${id}/${version}.xml`,
    }));
  });
}

/** How many versions there are besides the newest of each object. */
export function olderVersions(registry: Objects): number {
  return registry.objects.reduce((sum, { id }) => sum + registry.versions(id).length - 1, 0);
}
