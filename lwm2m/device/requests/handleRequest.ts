import { codeLabel } from "../../coap/codes.js";
import type { CoapResponse } from "../../coap/exchange.js";
import type { IncomingRequest } from "../../coap/session.js";
import { isObjectPath, isResourcePath, parsePath, pathKind, printPath, type Path } from "../../data/path.js";
import { observedPath, observedPaths, type Observed } from "../observation/observed.js";
import { refuse } from "./answers.js";
import { namedPaths, readComposite, writeComposite } from "./composite.js";
import type { DeviceContext } from "./context.js";
import { create, remove } from "./create.js";
import { discover } from "./discover.js";
import { execute, isExecutable, refuseExecute } from "./execute.js";
import { linkFormat } from "./formats.js";
import { read } from "./read.js";
import { write } from "./write.js";
import { writeAttributes } from "./writeAttributes.js";

/** What the device does about Observe in a request that was answered well. */
export interface ObserveRequests {
  /** Answers the same with Observe, if there is room for one more observation. */
  readonly begin: (request: IncomingRequest, observed: Observed, response: CoapResponse) => CoapResponse;
  readonly cancel: (request: IncomingRequest) => void;
}

/**
 * Answers a request of the LwM2M Server: which operation it is, is told by method, path and options (LwM2M TS Transport
 * 1.1 §6.4.3, §6.4.4).
 */
export function handleRequest(ctx: DeviceContext, observe: ObserveRequests, request: IncomingRequest): CoapResponse {
  const { path } = parsePath(request.path.join("/"));
  if (path === undefined) return refuse("Not Found", `There is no /${request.path.join("/")}.`);
  switch (codeLabel(request.code)) {
    case "GET":
      return get(ctx, observe, path, request);
    case "PUT":
      return put(ctx, path, request);
    case "POST":
      return post(ctx, path, request);
    case "DELETE":
      return remove(ctx, path);
    case "FETCH":
      return fetch(ctx, observe, path, request);
    case "iPATCH":
      return isObjectPath(path) ? refuseBelowRoot(path) : writeComposite(ctx, request);
    default:
      return refuse("Method Not Allowed", `This device does not know the method ${codeLabel(request.code)}.`);
  }
}

function get(ctx: DeviceContext, observe: ObserveRequests, path: Path, request: IncomingRequest): CoapResponse {
  if (request.accept === linkFormat) return discover(ctx, path);
  if (request.observe === 1) observe.cancel(request);
  const response = read(ctx, path, request.accept);
  return request.observe === 0 && response.contentFormat !== undefined
    ? observe.begin(request, observedPath(ctx, path, response.contentFormat), response)
    : response;
}

/** FETCH reads and observes several places that its payload names. */
function fetch(ctx: DeviceContext, observe: ObserveRequests, path: Path, request: IncomingRequest): CoapResponse {
  if (isObjectPath(path)) return refuseBelowRoot(path);
  if (request.observe === 1) observe.cancel(request);
  const { paths, contentFormat, refusal } = namedPaths(ctx, request);
  if (paths === undefined) return refusal;
  const response = readComposite(ctx, paths, contentFormat);
  return request.observe === 0 && response.contentFormat !== undefined
    ? observe.begin(request, observedPaths(ctx, paths, contentFormat), response)
    : response;
}

function refuseBelowRoot(path: Path): CoapResponse {
  return refuse("Method Not Allowed", `Composite operations go to the root path, and not to ${printPath(path)}.`);
}

/** PUT writes values, or attributes if it has a query and no payload. */
function put(ctx: DeviceContext, path: Path, request: IncomingRequest): CoapResponse {
  const hasValue = request.payload.length > 0 || request.contentFormat !== undefined;
  if (request.query.length > 0 && !hasValue) return writeAttributes(ctx, path, request.query);
  return write(ctx, path, request, "replace");
}

/** POST creates below an object, updates an object instance, and executes a resource. */
function post(ctx: DeviceContext, path: Path, request: IncomingRequest): CoapResponse {
  if (!isObjectPath(path)) return refuse("Method Not Allowed", `${printPath(path)} takes no POST.`);
  if (!isResourcePath(path)) {
    return pathKind(path) === "object" ? create(ctx, path, request) : write(ctx, path, request, "update");
  }
  if (path.resourceInstanceId !== undefined) return refuseExecute(ctx, path);
  if (isExecutable(ctx, path)) return execute(ctx, path, request);
  // A multiple resource takes further instances in this way (LwM2M TS 1.1 §6.3.3, Partial Update).
  const isMultiple = ctx.store.definitionOf(path.objectId, path.resourceId)?.isMultiple === true;
  return isMultiple ? write(ctx, path, request, "update") : refuseExecute(ctx, path);
}
