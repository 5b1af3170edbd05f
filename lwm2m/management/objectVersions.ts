import type { Lwm2mVersion } from "./device.js";

/**
 * The versions of the core objects in each release of the enabler. A client names the version of a core object only if it
 * is another one (LwM2M TS 1.2 §7.2.3). Of two releases under one number, such as 1.1 and 1.1.1, the later one counts.
 */
const coreVersions: Readonly<Record<Lwm2mVersion, Readonly<Record<number, string>>>> = {
  "1.0": {},
  "1.1": { 0: "1.1", 1: "1.1", 3: "1.1", 4: "1.2" },
  "1.2": { 0: "1.2", 1: "1.2", 2: "1.1", 3: "1.2", 4: "1.3", 5: "1.1", 21: "2.0" },
};

/** The version that an object has if its device does not say: that of the enabler for core objects, else 1.0. */
export function implicitVersion(objectId: number, lwm2mVersion: Lwm2mVersion): string {
  return coreVersions[lwm2mVersion][objectId] ?? "1.0";
}
