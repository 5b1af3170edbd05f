import type { Value } from "../../data/value.js";
import type { ObjectDefinition, ResourceDefinition } from "../../definition/model.js";
import type { Range } from "../../definition/range.js";
import type { ResourceType } from "../../definition/structure.js";
import type { ResourcePath } from "../../data/path.js";

/** When a value is asked for. */
export interface Moment {
  /** The device's time in milliseconds since 1970. */
  readonly now: number;
  /** When its sensors were sampled last, not long before. */
  readonly sampledAt: number;
}

/** How the value of a resource, or of one of its instances, comes about. */
export interface Behavior {
  readonly at: (moment: Moment) => Value;
  /** Starts anew what it has gathered: a counter, an extreme. */
  readonly reset?: (moment: Moment) => void;
  /** What it becomes when a server writes; without this it stays as written. */
  readonly write?: (value: Value, moment: Moment) => Behavior;
}

/** What a value is made up for. */
export interface Subject {
  readonly endpoint: string;
  readonly object: ObjectDefinition;
  readonly resource: ValuedResource;
  /** The resource, or its instance if it may have several. */
  readonly path: ResourcePath;
  /** Different for each path of each endpoint. */
  readonly seed: number;
  /** What the definition allows. */
  readonly range: Range;
  /** When the device was switched on or rebooted last, in milliseconds since 1970. */
  readonly startedAt: number;
  /** How often it was rebooted since it was made. */
  readonly reboots: number;
  /** What another resource of the same object instance does, if it is there. */
  readonly sibling: (resourceId: number) => Behavior | undefined;
}

/** One way in which values come about. */
export interface ValueRule {
  /** What it does, in a sentence without its full stop. */
  readonly about: string;
  readonly applies: (subject: Subject) => boolean;
  readonly make: (subject: Subject) => Behavior;
}

/** A resource that has a value: all but the executable ones. */
export type ValuedResource = ResourceDefinition & { readonly type: ResourceType };

export function isValued(resource: ResourceDefinition): resource is ValuedResource {
  return resource.type !== undefined && resource.operations !== "E";
}

/** True if the device alone changes the value, so that it may move by itself. */
export function isMeasured({ resource }: Subject): boolean {
  return resource.operations === "R";
}

/** A value that stays. */
export function constant(value: Value): Behavior {
  return { at: () => value };
}
