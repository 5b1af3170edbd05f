import { isIP } from "node:net";
import { fromHex } from "../../lwm2m/base/bytes.js";
import { listed } from "../../lwm2m/base/words.js";
import { parsePath } from "../../lwm2m/data/path.js";
import type { ObjectDefinition, ResourceDefinition } from "../../lwm2m/definition/model.js";
import { operationValues, resourceTypes } from "../../lwm2m/definition/structure.js";
import type { EngineMethod, EngineParams } from "../protocol.js";
import type { CredentialInput } from "../protocol/credentials.js";
import type { SimulatedObject } from "../protocol/simulators.js";
import {
  flag,
  listOf,
  object,
  oneOf,
  optional,
  recordOf,
  text,
  textThat,
  wholeNumber,
  type Members,
  type Shape,
} from "./shape.js";

/** The longest value that a person writes, and the longest description of a definition, in bytes. */
const longestText = 1024 * 1024;

const typeNames = resourceTypes.map(({ value }) => value);

const nothing: Shape<Record<string, never>> = object<Record<string, never>>({});

const host = textThat({ min: 1, max: 64 }, (value) =>
  isIP(value) === 0 ? "must be an address of this machine, such as 127.0.0.1 or ::1" : undefined,
);

const port = wholeNumber(0, 65535);

const identity = text({ min: 1, max: 128 });

const credential = object<CredentialInput>({
  identity,
  key: textThat({ max: 1024 }, (value) => {
    const bytes = fromHex(value);
    if (bytes === undefined) return "must be hexadecimal digits, two for each byte";
    return bytes.length >= 1 && bytes.length <= 64 ? undefined : "must have 1 to 64 bytes";
  }),
});

const resource = object<ResourceDefinition>({
  id: wholeNumber(0, 65535),
  name: text({ max: longestText }),
  operations: oneOf(operationValues.map(({ value }) => value)),
  isMultiple: flag,
  isMandatory: flag,
  type: optional(oneOf(typeNames)),
  range: text({ max: longestText }),
  units: text({ max: longestText }),
  description: optional(text({ max: longestText })),
});

const definition = object<ObjectDefinition>({
  id: wholeNumber(0, 65535),
  name: text({ max: longestText }),
  urn: text({ max: longestText }),
  lwm2mVersion: text({ max: 64 }),
  version: text({ max: 64 }),
  isMultiple: flag,
  isMandatory: flag,
  description: optional(text({ max: longestText })),
  resources: listOf(resource, 65536),
});

const simulatedObject = object<SimulatedObject>({
  objectId: wholeNumber(0, 65534),
  version: optional(text({ min: 1, max: 16 })),
  instances: optional(wholeNumber(0, 100)),
});

const endpointName = textThat({ min: 1, max: 128 }, (value) =>
  /\p{Cc}/u.test(value) ? "must not have control characters" : undefined,
);

/** What all requests about one place have. A path that is none of LwM2M's is one of a CoAP server. */
const target = {
  deviceId: text({ min: 1, max: 512 }),
  path: textThat({ min: 1, max: 1024 }, (value) =>
    value.startsWith("/") && !/\p{Cc}/u.test(value) ? undefined : "must start with a slash, such as /3/0",
  ),
  contentFormat: optional(wholeNumber(0, 65535)),
  timeout: optional(wholeNumber(1, 86_400_000)),
} as const;

const objectTarget = {
  ...target,
  path: textThat({ min: 1, max: 1024 }, (value) => {
    const { path, problem } = parsePath(value);
    if (problem !== undefined) return `is no path: ${problem.replace(/\.$/u, "")}`;
    return path.objectId !== undefined && path.objectInstanceId === undefined
      ? undefined
      : "must be that of an object, such as /3303; the instance is made below it";
  }),
} as const;

const resourceKey = textThat({ min: 1, max: 16 }, (value) =>
  /^\d{1,5}(?:\/\d{1,5})?$/u.test(value) ? undefined : "must be named by a resource ID, such as 5700",
);

function paramsOf<M extends EngineMethod>(members: Members<EngineParams<M>>): Shape<EngineParams<M>> {
  return object<EngineParams<M>>(members);
}

/** What the parameters of each request must look like. */
export const paramShapes: { readonly [M in EngineMethod]: Shape<EngineParams<M>> } = {
  "engine/initialize": paramsOf<"engine/initialize">({
    protocolVersion: wholeNumber(1, 1_000_000),
    name: text({ min: 1, max: 100 }),
    version: text({ max: 100 }),
  }),
  "engine/snapshot": nothing,
  "server/start": paramsOf<"server/start">({ host, port: optional(port), securePort: optional(port) }),
  "server/stop": nothing,
  "credentials/set": paramsOf<"credentials/set">({ credentials: listOf(credential, 1000) }),
  "credentials/remove": paramsOf<"credentials/remove">({ identity }),
  "definitions/set": paramsOf<"definitions/set">({
    uri: text({ min: 1, max: 4096 }),
    definitions: listOf(definition, 1000),
  }),
  "simulators/start": paramsOf<"simulators/start">({
    endpoint: optional(endpointName),
    objects: listOf(simulatedObject, 100),
    security: optional(oneOf(["psk", "none"])),
  }),
  "simulators/stop": paramsOf<"simulators/stop">({ id: text({ min: 1, max: 100 }) }),
  "devices/connect": paramsOf<"devices/connect">({
    uri: text({ min: 1, max: 1024 }),
    identity: optional(identity),
    timeout: target.timeout,
  }),
  "devices/forget": paramsOf<"devices/forget">({ deviceId: target.deviceId }),
  "devices/tree": paramsOf<"devices/tree">({ deviceId: target.deviceId }),
  "device/read": paramsOf<"device/read">(target),
  "device/write": paramsOf<"device/write">({
    ...target,
    value: text({ max: longestText }),
    type: optional(
      textThat({ max: 32 }, (value) =>
        typeNames.some((type) => type === value) ? undefined : `must be ${listed(typeNames, "or")}`,
      ),
    ),
    mode: optional(oneOf(["replace", "update"])),
  }),
  "device/writeFile": paramsOf<"device/writeFile">({ ...target, file: text({ min: 1, max: 4096 }) }),
  "device/execute": paramsOf<"device/execute">({ ...target, arguments: optional(text({ max: 65536 })) }),
  "device/create": paramsOf<"device/create">({
    ...objectTarget,
    objectInstanceId: optional(wholeNumber(0, 65534)),
    values: recordOf(resourceKey, text({ max: longestText }), 1000),
  }),
  "device/delete": paramsOf<"device/delete">(target),
  "device/discover": paramsOf<"device/discover">(target),
  "device/observe": paramsOf<"device/observe">(target),
  "device/cancelObservation": paramsOf<"device/cancelObservation">(target),
};

/** True if the engine knows a request of that name. */
export function isEngineMethod(method: string): method is EngineMethod {
  return Object.hasOwn(paramShapes, method);
}
