import { testRegistry } from "../../../test/fixtures/registry.js";
import type { Clock } from "../../base/clock.js";
import type { ObjectDefinition } from "../../definition/model.js";
import { FirmwareUpdate } from "../firmware/firmwareUpdate.js";
import { ObjectStore } from "../store/objectStore.js";

/** The newest definition of an object in OMA's registry. */
export function published(id: number, version?: string): ObjectDefinition {
  const found = testRegistry().object(id, version);
  if (found === undefined) throw new Error(`There is no object ${id}.`);
  return found;
}

/** A store with Security, Server, Device, and one or more instances of each of these objects. */
export function exampleStore(
  clock: Clock,
  objects: readonly ObjectDefinition[],
  { instances = 1, endpoint = "example" } = {},
): ObjectStore {
  const nothing = (): void => undefined;
  const core = [published(0, "1.1"), published(1, "1.1"), published(3, "1.1")];
  const known = new Set(objects.map(({ id }) => id));
  return new ObjectStore({
    endpoint,
    clock,
    facts: {
      lifetime: 300,
      serverUri: "coap://192.0.2.1:5683",
      security: { kind: "none" },
      firmware: new FirmwareUpdate(clock, { onChange: nothing, onUpdated: nothing }),
    },
    objects: [
      ...core.filter(({ id }) => !known.has(id)).map((definition) => ({ definition, instances: 1 })),
      ...objects.map((definition) => ({ definition, instances })),
    ],
  });
}
