import type { SimulatedObject, SimulatorOptions } from "../../../engine/protocol/simulators.js";
import type { ObjectDefinition } from "../../../lwm2m/definition/model.js";

/**
 * What the argument of a command asks to simulate: an object ID, the URI of a definition file, or options; undefined if
 * it says nothing of the kind.
 */
export function toldSimulation(
  argument: unknown,
  definitions: ReadonlyMap<string, readonly ObjectDefinition[]>,
): SimulatorOptions | undefined {
  if (typeof argument === "number") return { objects: [{ objectId: argument }] };
  if (typeof argument === "string") {
    const objects = (definitions.get(argument) ?? []).map(({ id, version }) => ({ objectId: id, version }));
    return objects.length === 0 ? undefined : { objects };
  }
  if (typeof argument !== "object" || argument === null || !("objects" in argument)) return undefined;
  const { objects } = argument;
  if (!Array.isArray(objects)) return undefined;
  const security = "security" in argument ? argument.security : undefined;
  return {
    objects: objects.flatMap(readObject),
    ...("endpoint" in argument && typeof argument.endpoint === "string" ? { endpoint: argument.endpoint } : {}),
    ...(security === "psk" || security === "none" ? { security } : {}),
  };
}

/** `3303`, or `{ objectId, version, instances }`. */
function readObject(value: unknown): readonly SimulatedObject[] {
  if (typeof value === "number") return [{ objectId: value }];
  if (typeof value !== "object" || value === null) return [];
  if (!("objectId" in value) || typeof value.objectId !== "number") return [];
  const { objectId } = value;
  return [
    {
      objectId,
      ...("version" in value && typeof value.version === "string" ? { version: value.version } : {}),
      ...("instances" in value && typeof value.instances === "number" ? { instances: value.instances } : {}),
    },
  ];
}
