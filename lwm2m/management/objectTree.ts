import { isResourcePath, pathOf, printPath, type Path } from "../data/path.js";
import type { DeviceObject } from "./device.js";

/** What is known of an object instance. */
interface InstanceNode {
  /** Resources that a value or a discovery has named. */
  readonly resources: Set<number>;
  isExplored: boolean;
}

interface ObjectNode {
  version: string | undefined;
  isExplored: boolean;
  readonly instances: Map<number, InstanceNode>;
}

/**
 * What a device has, as far as it has said: by its Register, by answers, by discoveries. Members that change it return
 * true if there is something new.
 */
export class ObjectTree {
  readonly #objects = new Map<number, ObjectNode>();
  readonly #limit: number;
  #size = 0;
  #listed: readonly DeviceObject[] | undefined;

  /** `limit` is for objects, instances and resources together. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Every object, ascending. */
  get objects(): readonly DeviceObject[] {
    this.#listed ??= [...this.#objects]
      .sort(([a], [b]) => a - b)
      .map(([objectId, { version, instances }]) => ({
        objectId,
        ...(version === undefined ? {} : { version }),
        instances: [...instances.keys()].sort((a, b) => a - b),
      }));
    return this.#listed;
  }

  versionOf(objectId: number): string | undefined {
    return this.#objects.get(objectId)?.version;
  }

  /** Resources of an object instance that have turned up, ascending. */
  resourcesOf(objectId: number, objectInstanceId: number): readonly number[] {
    const resources = this.#objects.get(objectId)?.instances.get(objectInstanceId)?.resources ?? [];
    return [...resources].sort((a, b) => a - b);
  }

  /** True once a read or a discovery has told what is below the path. */
  isExplored({ objectId, objectInstanceId }: Path): boolean {
    if (objectId === undefined) return false;
    const object = this.#objects.get(objectId);
    if (objectInstanceId === undefined) return object?.isExplored === true;
    return object?.instances.get(objectInstanceId)?.isExplored === true;
  }

  /** Takes the list of a Register or an Update in place of what there was; instances that stay keep what is known. */
  replace(list: readonly DeviceObject[]): boolean {
    const before = JSON.stringify(this.objects);
    for (const [objectId, node] of this.#objects) {
      const listed = list.find((object) => object.objectId === objectId);
      if (listed === undefined) this.#objects.delete(objectId);
      else {
        node.version = listed.version;
        const stays = new Set(listed.instances);
        for (const id of node.instances.keys()) if (!stays.has(id)) node.instances.delete(id);
      }
    }
    this.#recount();
    for (const { objectId, version, instances } of list) {
      const node = this.#object(objectId);
      if (node === undefined) break;
      node.version = version;
      for (const id of instances) this.#instance(objectId, id);
    }
    this.#listed = undefined;
    return JSON.stringify(this.objects) !== before;
  }

  /** Takes note that there is something at these paths. */
  add(paths: Iterable<Path>): boolean {
    const before = this.#size;
    for (const path of paths) this.#addOne(path);
    return this.#size !== before;
  }

  /** Takes note of an object's version, as a discovery tells it. */
  setVersion(objectId: number, version: string): boolean {
    const node = this.#object(objectId);
    if (node === undefined || node.version === version) return false;
    node.version = version;
    this.#listed = undefined;
    return true;
  }

  /** Takes note that all there is below `path` has been told. */
  explore({ objectId, objectInstanceId, resourceId }: Path): boolean {
    if (objectId === undefined || resourceId !== undefined) return false;
    const node = objectInstanceId === undefined ? this.#object(objectId) : this.#instance(objectId, objectInstanceId);
    if (node === undefined) return false;
    const nodes = "instances" in node ? [node, ...node.instances.values()] : [node];
    const isNew = nodes.some(({ isExplored }) => !isExplored);
    for (const one of nodes) one.isExplored = true;
    return isNew;
  }

  /** Takes note that an object instance is gone. */
  remove(objectId: number, objectInstanceId: number): boolean {
    const isGone = this.#objects.get(objectId)?.instances.delete(objectInstanceId) === true;
    if (isGone) this.#recount();
    return isGone;
  }

  /** The lowest ID that no instance of the object has. */
  freeInstance(objectId: number): number {
    const taken = this.#objects.get(objectId)?.instances;
    let id = 0;
    while (taken?.has(id) === true) id++;
    return id;
  }

  /** The path of every object and object instance. */
  paths(): readonly string[] {
    return this.objects.flatMap(({ objectId, instances }) =>
      [pathOf(objectId), ...instances.map((id) => pathOf(objectId, id))].map(printPath),
    );
  }

  #addOne(path: Path): void {
    const { objectId, objectInstanceId } = path;
    if (objectId === undefined) return;
    if (objectInstanceId === undefined) {
      this.#object(objectId);
      return;
    }
    const instance = this.#instance(objectId, objectInstanceId);
    if (instance === undefined || !isResourcePath(path) || instance.resources.has(path.resourceId)) return;
    if (this.#grow()) instance.resources.add(path.resourceId);
  }

  #object(objectId: number): ObjectNode | undefined {
    const known = this.#objects.get(objectId);
    if (known !== undefined || !this.#grow()) return known;
    const node: ObjectNode = { version: undefined, isExplored: false, instances: new Map() };
    this.#objects.set(objectId, node);
    return node;
  }

  #instance(objectId: number, objectInstanceId: number): InstanceNode | undefined {
    const object = this.#object(objectId);
    const known = object?.instances.get(objectInstanceId);
    if (object === undefined || known !== undefined || !this.#grow()) return known;
    const node: InstanceNode = { resources: new Set(), isExplored: false };
    object.instances.set(objectInstanceId, node);
    return node;
  }

  /** Makes room for one node more; false if there is none. */
  #grow(): boolean {
    if (this.#size >= this.#limit) return false;
    this.#size++;
    this.#listed = undefined;
    return true;
  }

  #recount(): void {
    this.#listed = undefined;
    this.#size = 0;
    for (const { instances } of this.#objects.values()) {
      this.#size++;
      for (const { resources } of instances.values()) this.#size += 1 + resources.size;
    }
  }
}
