import type { ResourceShape } from "../../../codec/codec.js";
import type { ValueType } from "../../../data/value.js";
import type { ObjectMetadata, ResourceMetadata, ResourceType, ValueChoices } from "../metadata.js";
import type { Access } from "../types.js";

/** A resource of a definition, found by its key or its ID. */
export interface KnownResource extends ResourceMetadata {
  readonly key: string;
  /** What the codecs read of it. */
  readonly shape: ResourceShape;
  readonly choices: ValueChoices;
}

/** A definition as decoding and encoding need it. */
export interface ObjectLayout {
  readonly id: number;
  readonly choices: ValueChoices;
  /** In the order of the definition. */
  readonly byKey: ReadonlyMap<string, KnownResource>;
  readonly byId: ReadonlyMap<number, KnownResource>;
}

const known = /* @__PURE__ */ new WeakMap<ObjectMetadata, ObjectLayout>();

/** The layout of a definition, which is made once. */
export function layoutOf(def: ObjectMetadata): ObjectLayout {
  const before = known.get(def);
  if (before !== undefined) return before;
  const choices = def.values ?? {};
  const resources = Object.entries(def.resources).map(([key, resource]): KnownResource => {
    const { name, type, operations, multiple } = resource;
    return { ...resource, key, choices, shape: { name, type: valueType(type), operations, isMultiple: multiple } };
  });
  const layout: ObjectLayout = {
    id: def.id,
    choices,
    byKey: new Map(resources.map((resource) => [resource.key, resource])),
    byId: new Map(resources.map((resource) => [resource.id, resource])),
  };
  known.set(def, layout);
  return layout;
}

/** The type of the values that a resource has; a definition that names none for what can be read means text. */
export function valueType(type: ResourceType): ValueType {
  return type === "None" ? "String" : type;
}

/** Whether such an access sees a resource. */
export function isAllowed({ operations }: ResourceMetadata, access: Access): boolean {
  switch (access) {
    case "read":
      return operations.includes("R");
    case "write":
      return operations.includes("W");
    case "bootstrap":
      return operations !== "E";
  }
}
