// What a device's tree has at which path.
import type {
  DeviceTree,
  ObjectInstanceNode,
  ObjectNode,
  PlainResourceNode,
  ResourceNode,
} from "../../../engine/protocol/devices.js";
import type { PathValue } from "../../../engine/protocol/values.js";

/** Something that a path names, with what it is in. */
export type Found =
  | { readonly kind: "object"; readonly object: ObjectNode }
  | { readonly kind: "instance"; readonly object: ObjectNode; readonly instance: ObjectInstanceNode }
  | {
      readonly kind: "resource";
      readonly object: ObjectNode;
      readonly instance: ObjectInstanceNode;
      readonly resource: ResourceNode;
    }
  | {
      readonly kind: "resource instance";
      readonly object: ObjectNode;
      readonly instance: ObjectInstanceNode;
      readonly resource: ResourceNode;
      readonly resourceInstance: ResourceNode["instances"][number];
    }
  | { readonly kind: "plain"; readonly plain: PlainResourceNode };

/** Everything in a tree, from top to bottom. */
export function* contents(tree: DeviceTree): Generator<Found & { readonly path: string }> {
  for (const object of tree.objects) {
    yield { kind: "object", path: object.path, object };
    for (const instance of object.instances) {
      yield { kind: "instance", path: instance.path, object, instance };
      for (const resource of instance.resources) {
        yield { kind: "resource", path: resource.path, object, instance, resource };
        for (const resourceInstance of resource.instances) {
          const path = resourceInstance.path;
          yield { kind: "resource instance", path, object, instance, resource, resourceInstance };
        }
      }
    }
  }
  for (const plain of tree.plainResources) yield { kind: "plain", path: plain.path, plain };
}

/** Trees are replaced, never changed, so what was found in one stays true. */
const indexes = new WeakMap<DeviceTree, ReadonlyMap<string, Found>>();

function indexOf(tree: DeviceTree): ReadonlyMap<string, Found> {
  const known = indexes.get(tree);
  if (known !== undefined) return known;
  const index = new Map(Array.from(contents(tree), (found): [string, Found] => [found.path, found]));
  indexes.set(tree, index);
  return index;
}

/** What a path names; undefined if the tree does not have it. */
export function findInTree(tree: DeviceTree | undefined, path: string): Found | undefined {
  return tree === undefined ? undefined : indexOf(tree).get(path);
}

export function nodePaths(tree: DeviceTree): { readonly has: (path: string) => boolean } {
  return indexOf(tree);
}

/** The values that a tree carries. */
export function treeValues(tree: DeviceTree): readonly PathValue[] {
  return [...contents(tree)].flatMap((found) => {
    if (found.kind === "resource") return found.resource.value ?? [];
    if (found.kind === "resource instance") return found.resourceInstance.value ?? [];
    return found.kind === "plain" ? (found.plain.value ?? []) : [];
  });
}
