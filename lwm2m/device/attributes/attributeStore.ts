import { isWithin, parsePath, pathIds, pathOf, printPath, type Path } from "../../data/path.js";
import type { AttributeChanges, AttributeName, Attributes } from "./table.js";

/** The attributes that the LwM2M Server has assigned, by path. */
export class AttributeStore {
  readonly #assigned = new Map<string, Attributes>();

  /** What is assigned to this very place. */
  own(path: Path): Attributes {
    return this.#assigned.get(printPath(path)) ?? {};
  }

  /** What is in force at a place: what the levels above have, unless a lower one says otherwise (LwM2M TS 1.1 §5.1.1). */
  inForce(path: Path): Attributes {
    const ids = pathIds(path);
    return ids.reduce<Attributes>(
      (attributes, _, index) => ({ ...attributes, ...this.own(pathOf(...ids.slice(0, index + 1))) }),
      {},
    );
  }

  /** What a place would have after these changes. */
  changed(path: Path, changes: AttributeChanges): Attributes {
    const attributes: Partial<Record<AttributeName, number>> = { ...this.own(path) };
    for (const [name, value] of changes) {
      if (value === undefined) Reflect.deleteProperty(attributes, name);
      else attributes[name] = value;
    }
    return attributes;
  }

  assign(path: Path, attributes: Attributes): void {
    if (Object.keys(attributes).length === 0) this.#assigned.delete(printPath(path));
    else this.#assigned.set(printPath(path), attributes);
  }

  /** Forgets everything. */
  clear(): void {
    this.#assigned.clear();
  }

  /** Forgets what was assigned to a place and below it. */
  forget(base: Path): void {
    for (const key of this.#assigned.keys()) {
      const { path } = parsePath(key);
      if (path !== undefined && isWithin(path, base)) this.#assigned.delete(key);
    }
  }
}
