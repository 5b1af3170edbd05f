import type { CoapResponse } from "../../coap/exchange.js";
import { isResourcePath, printPath, type Path } from "../../data/path.js";
import { refuse } from "./answers.js";
import type { DeviceContext } from "./context.js";

/** Security and OSCORE, which an LwM2M Server has no access to (LwM2M TS 1.1 §6.3). */
const hiddenObjects: readonly (number | undefined)[] = [0, 21];

/** Why no operation can have this target: it is hidden, the root, or not there. Undefined if it is there. */
export function refuseTarget({ store }: DeviceContext, path: Path): CoapResponse | undefined {
  if (path.objectId === undefined) {
    return refuse("Method Not Allowed", "Only a Bootstrap-Server may use the root path; name an object.");
  }
  if (hiddenObjects.includes(path.objectId)) {
    return refuse("Unauthorized", `Object ${path.objectId} holds credentials; no LwM2M Server has access to it.`);
  }
  if (store.object(path) === undefined) return notFound(path, "object");
  if (path.objectInstanceId === undefined) return undefined;
  if (store.instance(path) === undefined) return notFound(path, "object instance");
  if (!isResourcePath(path)) return undefined;
  const resource = store.resource(path);
  if (resource === undefined) return notFound(path, "resource");
  if (path.resourceInstanceId === undefined) return undefined;
  const isThere = resource.definition.isMultiple && resource.behaviors.has(path.resourceInstanceId);
  return isThere ? undefined : notFound(path, "resource instance");
}

function notFound(path: Path, noun: string): CoapResponse {
  return refuse("Not Found", `There is no ${noun} ${printPath(path)}.`);
}
