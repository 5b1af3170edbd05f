import { quote } from "../base/quote.js";

/** The largest ID of an object, an instance, a resource: 65535 is reserved (LwM2M TS 1.2 §7.1). */
export const maximumId = 65534;

/**
 * Where something is in a device: `/`, `/3`, `/3/0`, `/3/0/7`, `/3/0/7/1`. Every level is there only if those before it
 * are. Paths are plain values: compare them by `printPath`.
 */
export interface Path {
  readonly objectId?: number;
  readonly objectInstanceId?: number;
  readonly resourceId?: number;
  readonly resourceInstanceId?: number;
}

/** What a path names, by its number of IDs. */
export const pathKinds = ["root", "object", "object instance", "resource", "resource instance"] as const;

export type PathKind = (typeof pathKinds)[number];

/** A path to an object or below. */
export type ObjectPath = Path & { readonly objectId: number };

/** A path to an object instance or below. */
export type ObjectInstancePath = ObjectPath & { readonly objectInstanceId: number };

/** A path to a resource or a resource instance: a place that holds a value. */
export type ResourcePath = ObjectInstancePath & { readonly resourceId: number };

/** A path that was read, or why it is none. */
export type ParsedPath =
  { readonly path: Path; readonly problem?: undefined } | { readonly path?: undefined; readonly problem: string };

/** The IDs of a path, the object's first. */
export function pathIds(path: Path): readonly number[] {
  const ids: number[] = [];
  for (const id of [path.objectId, path.objectInstanceId, path.resourceId, path.resourceInstanceId]) {
    if (id === undefined) break;
    ids.push(id);
  }
  return ids;
}

/** The path of up to four IDs, the object's first. */
export function pathOf(...ids: readonly number[]): Path {
  const [objectId, objectInstanceId, resourceId, resourceInstanceId] = ids;
  if (objectId === undefined) return {};
  if (objectInstanceId === undefined) return { objectId };
  if (resourceId === undefined) return { objectId, objectInstanceId };
  if (resourceInstanceId === undefined) return { objectId, objectInstanceId, resourceId };
  return { objectId, objectInstanceId, resourceId, resourceInstanceId };
}

export function pathKind(path: Path): PathKind {
  return pathKinds[pathIds(path).length] ?? "root";
}

/** Reads `/3/0/7`; the slash at the start may be missing, one at the end may be there. */
export function parsePath(text: string): ParsedPath {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed === "/") return { path: {} };
  const parts = trimmed.replace(/^\//u, "").replace(/\/$/u, "").split("/");
  if (parts.length > 4) {
    return {
      problem: `${quote(text)} has ${String(parts.length)} levels; a path has at most four: object, object instance, resource, resource instance.`,
    };
  }
  const wrong = parts.find((part) => !/^(?:0|[1-9]\d{0,4})$/u.test(part) || Number(part) > maximumId);
  if (wrong === undefined) return { path: pathOf(...parts.map(Number)) };
  if (wrong === "") return { problem: `${quote(text)} has two slashes without an ID between them.` };
  return { problem: `${quote(wrong)} in ${quote(text)} is no ID; an ID is a number from 0 to ${String(maximumId)}.` };
}

/** The path as `/3/0/7`; the root is `/`. */
export function printPath(path: Path): string {
  return `/${pathIds(path).join("/")}`;
}

export function isObjectPath(path: Path): path is ObjectPath {
  return path.objectId !== undefined;
}

export function isObjectInstancePath(path: Path): path is ObjectInstancePath {
  return isObjectPath(path) && path.objectInstanceId !== undefined;
}

export function isResourcePath(path: Path): path is ResourcePath {
  return isObjectInstancePath(path) && path.resourceId !== undefined;
}

/** The path one level up; the root's is the root. */
export function parentPath(path: Path): Path {
  return pathOf(...pathIds(path).slice(0, -1));
}

/** The path of the resource that `path` is or is an instance of. */
export function resourceOf({ objectId, objectInstanceId, resourceId }: ResourcePath): ResourcePath {
  return { objectId, objectInstanceId, resourceId };
}

/** True if `path` is `base` or below it. */
export function isWithin(path: Path, base: Path): boolean {
  return (
    (base.objectId === undefined || base.objectId === path.objectId) &&
    (base.objectInstanceId === undefined || base.objectInstanceId === path.objectInstanceId) &&
    (base.resourceId === undefined || base.resourceId === path.resourceId) &&
    (base.resourceInstanceId === undefined || base.resourceInstanceId === path.resourceInstanceId)
  );
}

/** Orders paths by their IDs, a path before those below it. */
export function comparePaths(left: Path, right: Path): number {
  const ids = pathIds(right);
  for (const [index, id] of pathIds(left).entries()) {
    const other = ids[index];
    if (other === undefined) return 1;
    if (id !== other) return id - other;
  }
  return pathIds(left).length - ids.length;
}
