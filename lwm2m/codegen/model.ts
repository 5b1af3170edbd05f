import type { Operations, ResourceType } from "./runtime/metadata.js";

/** An object as it is printed: everything decided, nothing laid out. Constant and interfaces are printed from the same. */
export interface ObjectModel {
  readonly symbol: string;
  readonly id: number;
  readonly urn: string;
  readonly name: string;
  readonly version: string;
  readonly lwm2mVersion: string;
  readonly multiple: boolean;
  readonly mandatory: boolean;
  /** Where the object is published, if it is. */
  readonly see: string | undefined;
  readonly description: readonly string[];
  /** Why not to use the object any more, as the definition says it. */
  readonly deprecated: string | undefined;
  /** In the order of the output. */
  readonly resources: readonly ResourceModel[];
}

export interface ResourceModel {
  readonly key: string;
  readonly id: number;
  /** `/3303/x/5700`, or `/3/0/1` where there is one instance only. */
  readonly path: string;
  readonly name: string;
  readonly type: ResourceType;
  readonly operations: Operations;
  readonly multiple: boolean;
  readonly mandatory: boolean;
  /** Empty if there is none. */
  readonly units: string;
  readonly limits: Limits;
  /** What may be said of the range in a sentence; empty for no range. */
  readonly rangeText: string;
  /** The values were found in the description. */
  readonly isFromDescription: boolean;
  readonly description: readonly string[];
  readonly deprecated: string | undefined;
}

/** A number or text that a definition states. */
export type Literal = number | bigint | string;

/** What a range says that a program can check. */
export interface Limits {
  readonly range?: { readonly min: number | bigint; readonly max: number | bigint };
  readonly values?: readonly Literal[];
}
