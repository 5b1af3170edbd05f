import { inspect } from "./internal/inspect.js";
import { isAllowed, layoutOf } from "./internal/layout.js";
import type { ObjectMetadata } from "./metadata.js";
import type { Issue } from "./problems.js";
import type { Access, InstanceOf } from "./types.js";

/** What a value is held against. */
export interface ValidateOptions {
  /** What a server reads is usual; what it writes; or what a Bootstrap-Server reads and writes. */
  readonly access?: Access | undefined;
}

/**
 * Says what keeps a value from being an instance of an object: types, bounds and lists of values, mandatory resources
 * that are missing, keys that the object does not have. It takes anything and never throws; no issue means that the
 * value is one.
 */
export function validate(
  def: ObjectMetadata,
  value: unknown,
  { access = "read" }: ValidateOptions = {},
): readonly Issue[] {
  const layout = layoutOf(def);
  const { issues, keys } = inspect(layout, access, value);
  const missing = [...layout.byKey.values()].filter(
    (resource) => resource.mandatory && isAllowed(resource, access) && !keys.has(resource.key),
  );
  return [
    ...issues,
    ...missing.map(({ key }): Issue => ({ path: key, code: "missing", message: `${key} is mandatory and missing.` })),
  ];
}

/**
 * Whether a value is a whole instance: all mandatory resources are there, and everything fits its type. Bounds do not
 * matter, as devices have values outside of them.
 */
export function isComplete<const D extends ObjectMetadata>(def: D, value: unknown): value is InstanceOf<D> {
  return validate(def, value).every(({ code }) => code === "range" || code === "length");
}
