import type { Operations, ResourceType } from "./structure.js";

/**
 * An object of LwM2M as plain data: the one model that the editor builds from a text, the registry holds for every
 * published object, and everything else reads.
 */
export interface ObjectDefinition {
  /** 0 to 65535. */
  readonly id: number;
  readonly name: string;
  readonly urn: string;
  /** The lowest enabler version that the object needs: `1.0`, `1.1` or `1.2`. */
  readonly lwm2mVersion: string;
  /** The version of the object as `major.minor`; `1.0` if the file has none. */
  readonly version: string;
  /** True if there may be several object instances. */
  readonly isMultiple: boolean;
  readonly isMandatory: boolean;
  /** Description1; undefined where the registry table does not carry it. */
  readonly description: string | undefined;
  /** In the order of the file. */
  readonly resources: readonly ResourceDefinition[];
}

/** A resource of an object. */
export interface ResourceDefinition {
  /** 0 to 65535. */
  readonly id: number;
  readonly name: string;
  readonly operations: Operations;
  /** True if there may be several resource instances. */
  readonly isMultiple: boolean;
  readonly isMandatory: boolean;
  /** Undefined for an executable resource, and where a file names no known type. */
  readonly type: ResourceType | undefined;
  /** The text of RangeEnumeration without white space at its edges; `parseRange` reads it. */
  readonly range: string;
  /** A SenML unit symbol, or empty. */
  readonly units: string;
  /** Undefined where the registry table does not carry it. */
  readonly description: string | undefined;
}

/** A reusable resource of OMA's Common.xml: instances and presence are free for each object. */
export interface ReusableResource extends Omit<ResourceDefinition, "isMultiple" | "isMandatory"> {
  /** Digest of the published description, see `digestWithoutWhiteSpace`. */
  readonly descriptionDigest: string;
}
