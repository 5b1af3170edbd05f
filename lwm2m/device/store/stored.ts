import type { ObjectDefinition, ResourceDefinition } from "../../definition/model.js";
import type { Behavior } from "../values/behavior.js";

/** An object that the device has. */
export interface StoredObject {
  readonly definition: ObjectDefinition;
  readonly instances: Map<number, StoredInstance>;
}

/** An object instance with the resources that it has, ascending by ID. */
export interface StoredInstance {
  readonly resources: Map<number, StoredResource>;
}

/** A resource of an object instance. */
export interface StoredResource {
  readonly definition: ResourceDefinition;
  /**
   * How its values come about, by resource instance; a single resource has the instance 0, an executable one has none.
   */
  readonly behaviors: Map<number, Behavior>;
}
