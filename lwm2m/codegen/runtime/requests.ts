import { fromUtf8 } from "../../base/bytes.js";
import type { ContentFormat, StructuredFormat } from "./contentFormat.js";
import { encode, encodeResource, type Encoded } from "./encode.js";
import type { ObjectMetadata } from "./metadata.js";
import { instancePath, resourcePath, type Lwm2mPath } from "./paths.js";
import type { Issue } from "./problems.js";
import type { ExecutablesOf, FieldsOf, PartialOf, ResourceKeys, ValueOf } from "./types.js";

/** A request, as data that any CoAP library can send. */
export interface Lwm2mRequest<P extends string = string> {
  readonly method: "GET" | "PUT" | "POST";
  /** What stands between the slashes are the Uri-Path options. */
  readonly path: Lwm2mPath<P>;
  /** The number of the content format that the answer shall have. */
  readonly accept?: number;
  /** The number of the content format of the payload. */
  readonly contentFormat?: number;
  readonly payload?: Uint8Array;
}

/** A request that carries values, with what is wrong with them; no request if they cannot be written. */
export interface WritingRequest<P extends string> {
  readonly request?: Lwm2mRequest<P>;
  readonly issues: readonly Issue[];
}

/** The path of a resource with that key. */
type PathOf<
  D extends ObjectMetadata,
  K extends keyof D["resources"],
> = `/${D["id"]}/${number}/${D["resources"][K]["id"]}`;

/**
 * Reads a resource: Read (LwM2M TS 1.2 §6.3.1).
 * @throws {RangeError} if the instance ID is no whole number from 0 to 65534
 */
export function readRequest<
  const D extends ObjectMetadata,
  const K extends ResourceKeys<D> & keyof FieldsOf<D, "read">,
>(def: D, instanceId: number, key: K, format: ContentFormat): Lwm2mRequest<PathOf<D, K>> {
  return { method: "GET", path: resourcePath(def, instanceId, key), accept: format.id };
}

/**
 * Reads all that can be read of an object instance: Read (LwM2M TS 1.2 §6.3.1).
 * @throws {RangeError} if the instance ID is no whole number from 0 to 65534
 */
export function readInstanceRequest<const D extends ObjectMetadata>(
  def: D,
  instanceId: number,
  format: StructuredFormat,
): Lwm2mRequest<`/${D["id"]}/${number}`> {
  return { method: "GET", path: instancePath(def, instanceId), accept: format.id };
}

/**
 * Writes a resource, all of its instances if it is multiple: Write, Replace (LwM2M TS 1.2 §6.3.3).
 * @throws {RangeError} if the instance ID is no whole number from 0 to 65534
 */
export function writeRequest<
  const D extends ObjectMetadata,
  const K extends ResourceKeys<D> & keyof FieldsOf<D, "write">,
>(def: D, instanceId: number, key: K, value: ValueOf<D, K>, format: ContentFormat): WritingRequest<PathOf<D, K>> {
  const path = resourcePath(def, instanceId, key);
  return writing("PUT", path, format, encodeResource(def, format, value, instanceId, key, { access: "write" }));
}

/**
 * Writes the resources of an object instance that are given and leaves the others: Write, Partial Update (LwM2M TS 1.2
 * §6.3.3).
 * @throws {RangeError} if the instance ID is no whole number from 0 to 65534
 */
export function updateRequest<const D extends ObjectMetadata>(
  def: D,
  instanceId: number,
  values: PartialOf<D, "write">,
  format: StructuredFormat,
): WritingRequest<`/${D["id"]}/${number}`> {
  const path = instancePath(def, instanceId);
  return writing("POST", path, format, encode(def, format, values, instanceId, { access: "write" }));
}

/**
 * Executes a resource: Execute (LwM2M TS 1.2 §6.3.5).
 * @param args the arguments as LwM2M writes them, such as `0='text',1`; each is a digit, alone or with a text
 * @throws {RangeError} if the instance ID is no whole number from 0 to 65534
 */
export function executeRequest<
  const D extends ObjectMetadata,
  const K extends ResourceKeys<D> & keyof ExecutablesOf<D>,
>(def: D, instanceId: number, key: K, args = ""): Lwm2mRequest<PathOf<D, K>> {
  const path = resourcePath(def, instanceId, key);
  return args === "" ? { method: "POST", path } : { method: "POST", path, contentFormat: 0, payload: fromUtf8(args) };
}

function writing<P extends string>(
  method: "PUT" | "POST",
  path: Lwm2mPath<P>,
  format: ContentFormat,
  { bytes, issues }: Encoded,
): WritingRequest<P> {
  return bytes === undefined
    ? { issues }
    : { request: { method, path, contentFormat: format.id, payload: bytes }, issues };
}
