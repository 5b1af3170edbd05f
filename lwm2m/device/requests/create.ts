import { codeOf } from "../../coap/codes.js";
import type { CoapRequest, CoapResponse } from "../../coap/exchange.js";
import { contentFormatId } from "../../codec/contentFormats.js";
import type { Content } from "../../data/entry.js";
import { maximumId, printPath, type ObjectInstancePath, type ObjectPath, type Path } from "../../data/path.js";
import type { StoredObject } from "../store/stored.js";
import { done, refuse } from "./answers.js";
import type { DeviceContext } from "./context.js";
import { defaultFormat } from "./formats.js";
import { readPayload } from "./payload.js";
import { refuseTarget } from "./target.js";
import { writeEntries } from "./write.js";

/** Objects whose instances only the client and the Bootstrap-Server make and take away. */
const fixedObjects: readonly number[] = [1, 3];

/** More object instances of an object than a device has room for. */
const mostInstances = 100;

/**
 * Answers Create (LwM2M TS 1.1 §6.3.6). What the payload does not bring of the mandatory and read-only resources has the
 * values that the device makes up.
 */
export function create(ctx: DeviceContext, path: ObjectPath, request: CoapRequest): CoapResponse {
  const refusal = refuseTarget(ctx, path);
  const object = ctx.store.object(path);
  if (refusal !== undefined || object === undefined) return refusal ?? refuse("Not Found", "There is no such object.");
  const full = refuseInstance(object);
  if (full !== undefined) return full;
  const freeId = nextFreeId(object);
  const { contentFormat = defaultFormat, payload = new Uint8Array() } = request;
  const base = namesInstance(contentFormat, payload) ? path : { ...path, objectInstanceId: freeId };
  const brought = payload.length === 0 ? nothing : readPayload(ctx, base, { contentFormat, payload }, "pass over");
  if (brought.content === undefined) return brought.refusal;
  const ids = instanceIds(brought.content);
  const [id = freeId, ...others] = ids;
  if (others.length > 0) return refuse("Bad Request", "One request creates one object instance.");
  const place = { ...path, objectInstanceId: id };
  if (object.instances.has(id)) return refuse("Bad Request", `${printPath(place)} is there already.`);
  add(ctx, object, place, brought.content);
  return { code: codeOf("Created"), locationPath: [String(path.objectId), String(id)] };
}

const nothing = { content: { entries: [], empty: [] } };

function refuseInstance({ definition, instances }: StoredObject): CoapResponse | undefined {
  const { id, name, isMultiple } = definition;
  if (fixedObjects.includes(id)) {
    return refuse("Method Not Allowed", `Instances of ${name} cannot be created by an LwM2M Server.`);
  }
  if (!isMultiple && instances.size > 0) {
    return refuse("Method Not Allowed", `${name} has at most one instance, and that is there.`);
  }
  if (instances.size >= mostInstances) {
    return refuse("Bad Request", `The device has no room for more than ${mostInstances} instances of ${name}.`);
  }
  return undefined;
}

function nextFreeId({ instances }: StoredObject): number {
  let id = 0;
  while (instances.has(id) && id < maximumId) id++;
  return id;
}

/**
 * True if a payload names the instance to be created. One in TLV may be just its resources (LwM2M TS 1.1 §6.3.6), whose
 * first record then is none of an object instance: the two highest bits of its type are not zero.
 */
function namesInstance(contentFormat: number, payload: Uint8Array): boolean {
  return contentFormat !== contentFormatId("tlv") || (payload[0] ?? 0) < 0x40;
}

function instanceIds({ entries, empty }: Content): readonly number[] {
  const paths: readonly Path[] = [...entries.map(({ path }) => path), ...empty];
  return [...new Set(paths.flatMap(({ objectInstanceId }) => objectInstanceId ?? []))];
}

function add(ctx: DeviceContext, object: StoredObject, path: ObjectInstancePath, { entries }: Content): void {
  const instance = ctx.store.makeInstance(object, path.objectInstanceId);
  for (const resourceId of new Set(entries.map((entry) => entry.path.resourceId))) {
    // The made-up instances of a multiple resource give way to those that the payload brings.
    instance.resources.get(resourceId)?.behaviors.clear();
  }
  writeEntries(ctx, instance, entries);
  ctx.store.addInstance(object, path.objectInstanceId, instance);
  ctx.actions.valuesChanged();
}

/** Answers Delete (LwM2M TS 1.1 §6.3.7). */
export function remove(ctx: DeviceContext, path: Path): CoapResponse {
  const refusal = refuseTarget(ctx, path);
  if (refusal !== undefined) return refusal;
  const object = ctx.store.object(path);
  if (object === undefined || path.objectInstanceId === undefined || path.resourceId !== undefined) {
    return refuse("Method Not Allowed", `${printPath(path)} cannot be deleted; only object instances can.`);
  }
  const { id, name, isMultiple } = object.definition;
  if (fixedObjects.includes(id) || !isMultiple) {
    return refuse("Method Not Allowed", `The instance of ${name} cannot be deleted.`);
  }
  ctx.store.removeInstance(object, path.objectInstanceId);
  ctx.attributes.forget(path);
  ctx.actions.valuesChanged();
  return done("Deleted");
}
