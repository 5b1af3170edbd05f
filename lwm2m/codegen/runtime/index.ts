/**
 * What generated bindings stand on: it decodes, encodes, validates and builds paths and requests from the constant of any
 * object. It needs nothing but JavaScript, neither Node nor a browser, and is the same for all objects.
 *
 *     const { value, problems } = decode(Temperature_3303_v1_1, senmlCbor, payload);
 *
 * Content formats are imports of their own, so that a program has only those that it uses: `senmlJson`, `senmlCbor`, `tlv`
 * and `lwm2mCbor` name resources and carry instances; `text`, `opaque` and `cbor` carry one value. What is in `internal/`
 * may change with each version.
 */

export type { ObjectMetadata, Operations, ResourceMetadata, ResourceType, ValueChoices } from "./metadata.js";
export { dateOf, noLink, unixSeconds } from "./values.js";
export type { ObjectLink, RawValue, UnixSeconds, UnknownResources, UnknownValue } from "./values.js";
export type {
  Access,
  BootstrapOf,
  ElementOf,
  ExecutableKeys,
  InstanceOf,
  KeysOf,
  MultipleKeys,
  PartialOf,
  ReadableKeys,
  ValueOf,
  WritableKeys,
  WriteOf,
} from "./types.js";
export { instancePath, objectPath, resourceInstancePath, resourcePath } from "./paths.js";
export type { Lwm2mPath } from "./paths.js";
export type { Issue, IssueCode, Problem } from "./problems.js";
export type { ContentFormat, SingleFormat, StructuredFormat } from "./contentFormat.js";
export { decode, decodeObject, decodeResource } from "./decode.js";
export type { DecodeOptions } from "./decode.js";
export type { DecodedInstance, DecodedObject, DecodedResource, ElsewhereValue, Sample, SampleOf } from "./decoded.js";
export { encode, encodeObject, encodeResource } from "./encode.js";
export type { Encoded, EncodeOptions } from "./encode.js";
export { isComplete, validate } from "./validate.js";
export type { ValidateOptions } from "./validate.js";
export { executeRequest, readInstanceRequest, readRequest, updateRequest, writeRequest } from "./requests.js";
export type { Lwm2mRequest, WritingRequest } from "./requests.js";
export { bind } from "./bind.js";
export type { BoundInstance, ExecuteResult, Lwm2mResponse, ReadResult, Refused, Send, WriteResult } from "./bind.js";
