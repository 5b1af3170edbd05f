import type { ObjectInstanceNode, ResourceNode } from "../../../engine/protocol/devices.js";

/**
 * The reusable resources that are what an object is about, the more telling first: one of them stands for its whole
 * object instance, as its number means the same in every object.
 */
const mainResources: readonly number[] = [
  5700, // Sensor Value
  5500, // Digital Input State
  5550, // Digital Output State
  5600, // Analog Input Current Value
  5650, // Analog Output Current Value
  5800, // Instantaneous active power
  5705, // Compass Direction
  5536, // Current Position
  5548, // Level
  5900, // Set Point Value
  5850, // On/Off
  5706, // Colour
  5527, // Text
  5506, // Current Time
];

/** The resource whose value says by itself how an object instance is; undefined if it has none of that kind. */
export function mainResource({ resources }: Pick<ObjectInstanceNode, "resources">): ResourceNode | undefined {
  const byId = new Map(resources.map((resource) => [resource.resourceId, resource]));
  const id = mainResources.find((candidate) => byId.get(candidate)?.definition?.operations.includes("R"));
  return id === undefined ? undefined : byId.get(id);
}
