import type { CoapResponse } from "../../coap/exchange.js";
import type { Entry } from "../../data/entry.js";
import type { ResourcePath } from "../../data/path.js";
import type { Value } from "../../data/value.js";
import { refuse } from "../requests/answers.js";
import { packageEvent, uriEvent, type FirmwareEvent, type FirmwareUpdate } from "./firmwareUpdate.js";

/** The Firmware Update object and the resources that drive it (LwM2M TS 1.1 Appendix E.6). */
const firmwareObject = 5;
const packageResource = 0;
const uriResource = 1;

/** What a server's write means for the update; undefined for a resource that has nothing to do with it. */
function eventOf(path: ResourcePath, value: Value): FirmwareEvent | undefined {
  if (path.objectId !== firmwareObject) return undefined;
  if (path.resourceId === packageResource && value.type === "Opaque") return packageEvent(value.value);
  if (path.resourceId === uriResource && value.type === "String") return uriEvent(value.value);
  return undefined;
}

/** Why these values cannot be written in the state in which the update is; undefined if they can. */
export function firmwareRefusal(firmware: FirmwareUpdate, entries: readonly Entry[]): CoapResponse | undefined {
  for (const { path, value } of entries) {
    const event = eventOf(path, value);
    if (event === undefined || firmware.allows(event)) continue;
    const state = `An update is under way (state ${firmware.state}).`;
    return refuse("Method Not Allowed", `${state} Write an empty package or package URI first to start anew.`);
  }
  return undefined;
}

/** Hands a written value to the update; false if it has nothing to do with it. */
export function takeFirmware(firmware: FirmwareUpdate, path: ResourcePath, value: Value): boolean {
  if (eventOf(path, value) === undefined) return false;
  if (value.type === "Opaque") firmware.writePackage(value.value);
  if (value.type === "String") firmware.writeUri(value.value);
  return true;
}
