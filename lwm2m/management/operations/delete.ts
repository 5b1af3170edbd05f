import { codeOf } from "../../coap/codes.js";
import type { OperationOptions } from "../device.js";
import type { ManagedDevice } from "../managedDevice.js";
import type { OperationResult } from "../results.js";
import { ask } from "./ask.js";
import { failure } from "./explainFailure.js";
import { needKinds } from "./target.js";

/** Deletes an object instance (LwM2M TS 1.2 §6.3.7), or a resource instance, which is new in 1.2. */
export async function deleteInstance(
  device: ManagedDevice,
  path: string,
  options: OperationOptions = {},
): Promise<OperationResult> {
  const { target, problem } = device.target(path);
  if (target === undefined) return failure("invalid request", problem);
  const kindProblem = needKinds(target, "deleted", ["object instance", "resource instance"]);
  if (kindProblem !== undefined) return failure("invalid request", kindProblem);
  const request = { code: codeOf("DELETE") };
  const answer = await ask(device, { operation: "delete", target, request, isFormatForced: false }, options);
  if (answer.kind !== "response") return answer;
  device.known.remove(target.text);
  if (target.kind === "lwm2m") {
    const { objectId, objectInstanceId, resourceId } = target.path;
    if (objectId !== undefined && objectInstanceId !== undefined && resourceId === undefined) {
      device.tree.remove(objectId, objectInstanceId);
    }
  }
  device.services.emit({ kind: "tree changed", device });
  const { response, milliseconds } = answer;
  return { kind: "success", code: response.code, milliseconds, values: [], empty: [], problems: [], notes: [] };
}
