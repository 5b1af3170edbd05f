import { isId, noId } from "./internal/ids.js";
import type { ObjectMetadata } from "./metadata.js";
import type { MultiplesOf, ResourceKeys } from "./types.js";

declare const pathBrand: unique symbol;

/** A path in a device that was built from a definition: `/3303`, `/3303/0`, `/3303/0/5700`, `/3/0/7/1`. */
export type Lwm2mPath<P extends string = string> = P & { readonly [pathBrand]: true };

/** The path of an object. */
export function objectPath<const D extends ObjectMetadata>(def: D): Lwm2mPath<`/${D["id"]}`> {
  return pathOf(def.id);
}

/**
 * The path of an object instance.
 * @throws {RangeError} if the ID is no whole number from 0 to 65534
 */
export function instancePath<const D extends ObjectMetadata>(
  def: D,
  instanceId: number,
): Lwm2mPath<`/${D["id"]}/${number}`> {
  return pathOf(def.id, instanceId);
}

/**
 * The path of a resource.
 * @throws {RangeError} if the instance ID is no whole number from 0 to 65534, or the object has no such resource
 */
export function resourcePath<const D extends ObjectMetadata, const K extends keyof D["resources"] & string>(
  def: D,
  instanceId: number,
  key: K,
): Lwm2mPath<`/${D["id"]}/${number}/${D["resources"][K]["id"]}`> {
  return pathOf(def.id, instanceId, resourceIdOf(def, key));
}

/**
 * The path of an instance of a multiple resource.
 * @throws {RangeError} if an ID is no whole number from 0 to 65534, or the object has no such resource
 */
export function resourceInstancePath<
  const D extends ObjectMetadata,
  const K extends ResourceKeys<D> & keyof MultiplesOf<D>,
>(
  def: D,
  instanceId: number,
  key: K,
  resourceInstanceId: number,
): Lwm2mPath<`/${D["id"]}/${number}/${D["resources"][K]["id"]}/${number}`> {
  return pathOf(def.id, instanceId, resourceIdOf(def, key), resourceInstanceId);
}

function resourceIdOf(def: ObjectMetadata, key: string): number {
  const resource = Object.hasOwn(def.resources, key) ? def.resources[key] : undefined;
  if (resource === undefined) throw new RangeError(`${def.name} (${def.urn}) has no resource ${key}.`);
  return resource.id;
}

function pathOf<P extends string>(objectId: number, ...ids: readonly number[]): Lwm2mPath<P> {
  const wrong = ids.findIndex((id) => !isId(id));
  if (wrong >= 0) throw new RangeError(noId(ids[wrong]));
  return `/${[objectId, ...ids].join("/")}` as Lwm2mPath<P>;
}
