import type { ObjectDefinition, ResourceDefinition } from "../definition/model.js";

/** An object definition that was found for a device's object. */
export interface FoundDefinition {
  readonly object: ObjectDefinition;
  /** Where it comes from. */
  readonly source: DefinitionSource;
  /** A sentence for the user when it is not the version asked for. */
  readonly warning?: string;
}

/** The places where definitions are looked for; the workspace goes first among those of the same version. */
export type DefinitionSource =
  /** A file that is being edited; its URI. */
  | { readonly kind: "workspace"; readonly uri: string }
  /** OMA's registry, as the product carries it. */
  | { readonly kind: "registry" };

/** Definitions by object and version. A device's object without a version has the enabler's default one. */
export interface Definitions {
  /** The definition of that version, or the nearest one with a warning; undefined if the object is not known at all. */
  readonly find: (objectId: number, version?: string) => FoundDefinition | undefined;
}

/** What the codecs ask: the definition of a resource, if it is known. */
export type ResourceLookup = (objectId: number, resourceId: number) => ResourceDefinition | undefined;

/** Knows nothing: everything is decoded by guess. */
export const noDefinitions: Definitions = { find: () => undefined };
