import type { CoapResponse, CoapRequest } from "../../coap/exchange.js";
import type { Content, Entry } from "../../data/entry.js";
import {
  isObjectInstancePath,
  isResourcePath,
  printPath,
  type ObjectInstancePath,
  type Path,
} from "../../data/path.js";
import { firmwareRefusal, takeFirmware } from "../firmware/operations.js";
import { isWritable } from "../store/readEntries.js";
import type { StoredInstance, StoredResource } from "../store/stored.js";
import { constant } from "../values/behavior.js";
import { done, refuse } from "./answers.js";
import type { DeviceContext } from "./context.js";
import { textFormat } from "./formats.js";
import { readPayload } from "./payload.js";
import { refuseTarget } from "./target.js";

/** "replace" is PUT; "update" is POST, which leaves what is not named (LwM2M TS 1.1 §6.3.3). */
export type WriteMode = "replace" | "update";

/** Answers Write. Nothing is written unless all of it can be. */
export function write(ctx: DeviceContext, path: Path, request: CoapRequest, mode: WriteMode): CoapResponse {
  const refusal = refuseTarget(ctx, path) ?? refuseWrite(ctx, path);
  if (refusal !== undefined || !isObjectInstancePath(path)) {
    return refusal ?? refuse("Method Not Allowed", `${printPath(path)} is an object; write its instances.`);
  }
  const { contentFormat = textFormat, payload = new Uint8Array() } = request;
  const brought = readPayload(ctx, path, { contentFormat, payload }, "refuse");
  if (brought.content === undefined) return brought.refusal;
  const firmware = firmwareRefusal(ctx.firmware, brought.content.entries);
  if (firmware !== undefined) return firmware;
  apply(ctx, path, brought.content, mode);
  ctx.actions.valuesChanged();
  return done("Changed");
}

function refuseWrite({ store }: DeviceContext, path: Path): CoapResponse | undefined {
  const resource = store.resource(path);
  if (resource === undefined || isWritable(resource.definition.operations)) return undefined;
  return refuse("Method Not Allowed", `${printPath(path)} (${resource.definition.name}) cannot be written.`);
}

/** Writes values below an object instance that were checked. */
export function apply(
  ctx: DeviceContext,
  path: ObjectInstancePath,
  { entries, empty }: Content,
  mode: WriteMode,
): void {
  const instance = ctx.store.instance(path);
  if (instance === undefined) return;
  if (mode === "replace") clear(ctx, path, instance, entries, empty);
  writeEntries(ctx, instance, entries);
  if (path.objectId === 1 && entries.some(({ path: { resourceId } }) => resourceId === lifetimeResource)) {
    ctx.actions.registrationChanged();
  }
}

/** Lifetime of the Server object: the registration follows it (LwM2M TS 1.1 §6.2.1). */
const lifetimeResource = 1;

/** Takes away what a replacement does not bring: resource instances, and optional resources of the object instance. */
function clear(
  ctx: DeviceContext,
  path: ObjectInstancePath,
  instance: StoredInstance,
  entries: readonly Entry[],
  empty: readonly Path[],
): void {
  const named = new Set([...entries, ...empty.map((place) => ({ path: place }))].map((entry) => entry.path.resourceId));
  for (const [resourceId, { definition, behaviors }] of instance.resources) {
    if (isResourcePath(path) && path.resourceId !== resourceId) continue;
    if (!isWritable(definition.operations)) continue;
    if (named.has(resourceId)) {
      if (definition.isMultiple && path.resourceInstanceId === undefined) behaviors.clear();
    } else if (!isResourcePath(path) && !definition.isMandatory) {
      instance.resources.delete(resourceId);
      ctx.attributes.forget({ ...path, resourceId });
    }
  }
}

/** Writes values that were checked; resources that the instance does not have yet come to be. */
export function writeEntries(ctx: DeviceContext, instance: StoredInstance, entries: readonly Entry[]): void {
  const moment = ctx.store.moment();
  for (const { path, value } of entries) {
    const resource =
      instance.resources.get(path.resourceId) ?? addResource(ctx, instance, path.objectId, path.resourceId);
    if (resource === undefined) continue;
    if (takeFirmware(ctx.firmware, path, value)) continue;
    const id = path.resourceInstanceId ?? 0;
    const before = resource.behaviors.get(id);
    resource.behaviors.set(id, before?.write?.(value, moment) ?? constant(value));
  }
}

function addResource(
  { store }: DeviceContext,
  instance: StoredInstance,
  objectId: number,
  resourceId: number,
): StoredResource | undefined {
  const definition = store.definitionOf(objectId, resourceId);
  if (definition === undefined) return undefined;
  const resource: StoredResource = { definition, behaviors: new Map() };
  instance.resources.set(resourceId, resource);
  return resource;
}
