import type { Clock } from "../../base/clock.js";
import { Emitter } from "../../base/event.js";
import { isObjectInstancePath, isObjectPath, isResourcePath, type Path } from "../../data/path.js";
import type { ObjectDefinition, ResourceDefinition } from "../../definition/model.js";
import type { Moment } from "../values/behavior.js";
import { samplingPeriod } from "../values/extremes.js";
import type { DeviceFacts } from "../values/facts.js";
import { buildInstance, type InstanceContext } from "./buildInstance.js";
import type { StoredInstance, StoredObject, StoredResource } from "./stored.js";

/** What a store is made from. */
export interface ObjectStoreSetup {
  readonly endpoint: string;
  readonly clock: Clock;
  readonly facts: DeviceFacts;
  /** Each object once. */
  readonly objects: readonly { readonly definition: ObjectDefinition; readonly instances: number }[];
}

/** Everything that a device has: objects, object instances, resources, and how their values come about. */
export class ObjectStore {
  readonly #setup: ObjectStoreSetup;
  readonly #objects = new Map<number, StoredObject>();
  readonly #instancesChanged = new Emitter<undefined>();
  readonly #power: { startedAt: number; reboots: number };

  /** Fires when there are other object instances than before. */
  readonly onInstancesChange = this.#instancesChanged.event;

  constructor(setup: ObjectStoreSetup) {
    this.#setup = setup;
    this.#power = { startedAt: setup.clock.now(), reboots: 0 };
    for (const { definition } of setup.objects.toSorted((a, b) => a.definition.id - b.definition.id)) {
      this.#objects.set(definition.id, { definition, instances: new Map() });
    }
    this.#fill();
  }

  /** Ascending by ID. */
  get objects(): ReadonlyMap<number, StoredObject> {
    return this.#objects;
  }

  /** The time as the device has it, and of its last sample. */
  moment(): Moment {
    const now = this.#setup.clock.now();
    return { now, sampledAt: Math.floor(now / samplingPeriod) * samplingPeriod };
  }

  object(path: Path): StoredObject | undefined {
    return isObjectPath(path) ? this.#objects.get(path.objectId) : undefined;
  }

  instance(path: Path): StoredInstance | undefined {
    return isObjectInstancePath(path) ? this.object(path)?.instances.get(path.objectInstanceId) : undefined;
  }

  resource(path: Path): StoredResource | undefined {
    return isResourcePath(path) ? this.instance(path)?.resources.get(path.resourceId) : undefined;
  }

  /** The definition of a resource, whether the device has it or not. */
  readonly definitionOf = (objectId: number, resourceId: number): ResourceDefinition | undefined =>
    this.#objects.get(objectId)?.definition.resources.find(({ id }) => id === resourceId);

  /** A new object instance with what it must have; it is not in the store yet. */
  makeInstance({ definition }: StoredObject, objectInstanceId: number): StoredInstance {
    return buildInstance(definition, objectInstanceId, "created", this.#context());
  }

  addInstance(object: StoredObject, objectInstanceId: number, instance: StoredInstance): void {
    object.instances.set(objectInstanceId, instance);
    this.#instancesChanged.fire(undefined);
  }

  removeInstance(object: StoredObject, objectInstanceId: number): void {
    object.instances.delete(objectInstanceId);
    this.#instancesChanged.fire(undefined);
  }

  /** What was there at the start, as if nobody had ever written anything; the connection stays as it is. */
  resetToFactory(): void {
    for (const { instances } of this.#objects.values()) instances.clear();
    this.#fill();
    this.#instancesChanged.fire(undefined);
  }

  /** The device has been switched off and on. */
  countReboot(): void {
    this.#power.startedAt = this.#setup.clock.now();
    this.#power.reboots++;
  }

  #fill(): void {
    for (const { definition, instances } of this.#setup.objects) {
      const object = this.#objects.get(definition.id);
      const count = definition.isMultiple ? instances : 1;
      for (let id = 0; id < count; id++) {
        object?.instances.set(id, buildInstance(definition, id, "start", this.#context()));
      }
    }
  }

  #context(): InstanceContext {
    const { endpoint, facts } = this.#setup;
    return { endpoint, facts, power: this.#power };
  }
}
