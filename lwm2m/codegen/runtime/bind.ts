import { toUtf8 } from "../../base/bytes.js";
import type { ContentFormat, StructuredFormat } from "./contentFormat.js";
import { decode, decodeResource } from "./decode.js";
import type { DecodedInstance, DecodedResource } from "./decoded.js";
import type { ObjectMetadata } from "./metadata.js";
import type { Issue, Problem } from "./problems.js";
import {
  executeRequest,
  readInstanceRequest,
  readRequest,
  updateRequest,
  writeRequest,
  type Lwm2mRequest,
  type WritingRequest,
} from "./requests.js";
import type { ExecutablesOf, FieldsOf, PartialOf, ResourceKeys, ValueOf } from "./types.js";

/** A response, as any CoAP library gives it. */
export interface Lwm2mResponse {
  /** The code in digits: `2.05`, `4.04`. */
  readonly code: string;
  /** The number of the content format, if the response has one. */
  readonly contentFormat?: number | undefined;
  /** All of it, after block-wise transfer. */
  readonly payload?: Uint8Array | undefined;
}

/** Sends a request to the device and gives its response; rejects if there is none. */
export type Send = (request: Lwm2mRequest) => Promise<Lwm2mResponse>;

/** The device said no. */
export interface Refused {
  readonly kind: "refused";
  /** `4.04` */
  readonly code: string;
  /** What the device says about it; often empty. */
  readonly text: string;
}

/** What came of a read. */
export type ReadResult<Value, Decoded> =
  | { readonly kind: "success"; readonly value: Value; readonly decoded: Decoded }
  /** The device has answered, but there is no value of that type in the answer; `problems` say why. */
  | { readonly kind: "unreadable"; readonly problems: readonly Problem[]; readonly decoded?: Decoded }
  | Refused;

/** What came of a write. */
export type WriteResult =
  | { readonly kind: "success" }
  /** Nothing was sent, because the values cannot be written. */
  | { readonly kind: "unsent"; readonly issues: readonly Issue[] }
  | Refused;

/** What came of an Execute. */
export type ExecuteResult = { readonly kind: "success" } | Refused;

/** An object instance of a device. Every promise rejects only if `send` does. */
export interface BoundInstance<D extends ObjectMetadata> {
  /** Reads a resource. */
  readonly read: <const K extends ResourceKeys<D> & keyof FieldsOf<D, "read">>(
    key: K,
  ) => Promise<ReadResult<ValueOf<D, K>, DecodedResource<ValueOf<D, K>>>>;
  /** Reads the instance, as far as the device lets it be read. */
  readonly readAll: () => Promise<ReadResult<PartialOf<D, "read">, DecodedInstance<PartialOf<D, "read">>>>;
  /** Writes a resource, all of its instances if it is multiple. */
  readonly write: <const K extends ResourceKeys<D> & keyof FieldsOf<D, "write">>(
    key: K,
    value: ValueOf<D, K>,
  ) => Promise<WriteResult>;
  /** Writes several resources and leaves the others. */
  readonly update: (values: PartialOf<D, "write">) => Promise<WriteResult>;
  /** Executes a resource, with arguments as LwM2M writes them: `0='text',1`. */
  readonly execute: (key: ResourceKeys<D> & keyof ExecutablesOf<D>, args?: string) => Promise<ExecuteResult>;
}

/**
 * An object instance of a device behind whatever CoAP library `send` uses.
 * @param formats the first is asked for and written in; answers may be in any of them
 * @throws {RangeError} if the instance ID is no whole number from 0 to 65534
 */
export function bind<const D extends ObjectMetadata>(
  def: D,
  instanceId: number,
  send: Send,
  formats: readonly [StructuredFormat, ...ContentFormat[]],
): BoundInstance<D> {
  const [format] = formats;
  // Made at once, so that a wrong ID shows here.
  const readAllRequest = readInstanceRequest(def, instanceId, format);

  const write = async ({ request, issues }: WritingRequest<string>): Promise<WriteResult> =>
    request === undefined ? { kind: "unsent", issues } : succeeded(await send(request));

  return {
    read: async (key) => readKey(def, instanceId, key, await send(readRequest(def, instanceId, key, format)), formats),
    readAll: async () => readAllOf(def, instanceId, await send(readAllRequest), formats.filter(isStructured)),
    write: (key, value) => write(writeRequest(def, instanceId, key, value, format)),
    update: (values) => write(updateRequest(def, instanceId, values, format)),
    execute: async (key, args) => succeeded(await send(executeRequest(def, instanceId, key, args))),
  };
}

function readKey<const D extends ObjectMetadata, const K extends ResourceKeys<D> & keyof FieldsOf<D, "read">>(
  def: D,
  instanceId: number,
  key: K,
  response: Lwm2mResponse,
  formats: readonly ContentFormat[],
): ReadResult<ValueOf<D, K>, DecodedResource<ValueOf<D, K>>> {
  return read(response, formats, (format, bytes) => decodeResource(def, format, bytes, instanceId, key));
}

function readAllOf<const D extends ObjectMetadata>(
  def: D,
  instanceId: number,
  response: Lwm2mResponse,
  formats: readonly StructuredFormat[],
): ReadResult<PartialOf<D, "read">, DecodedInstance<PartialOf<D, "read">>> {
  return read(response, formats, (format, bytes) => decode(def, format, bytes, instanceId));
}

function isStructured(format: ContentFormat): format is StructuredFormat {
  return format.carries === "many values";
}

function succeeded(response: Lwm2mResponse): ExecuteResult {
  return response.code.startsWith("2.") ? { kind: "success" } : refused(response);
}

function refused({ code, payload }: Lwm2mResponse): Refused {
  return { kind: "refused", code, text: (payload && toUtf8(payload)) ?? "" };
}

function read<
  Value,
  Decoded extends { readonly value?: Value; readonly problems: readonly Problem[] },
  F extends ContentFormat,
>(
  response: Lwm2mResponse,
  formats: readonly F[],
  decodeIn: (format: F, bytes: Uint8Array) => Decoded,
): ReadResult<Value, Decoded> {
  if (!response.code.startsWith("2.")) return refused(response);
  const { contentFormat = formats[0]?.id, payload = new Uint8Array() } = response;
  const format = formats.find(({ id }) => id === contentFormat);
  if (format === undefined) {
    const message = `The answer is in content format ${String(contentFormat)}, which is none of those that are asked for.`;
    return { kind: "unreadable", problems: [{ offset: 0, message }] };
  }
  const decoded = decodeIn(format, payload);
  const { value, problems } = decoded;
  return value === undefined ? { kind: "unreadable", problems, decoded } : { kind: "success", value, decoded };
}
