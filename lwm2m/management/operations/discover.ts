import { contentFormatId } from "../../codec/contentFormats.js";
import { codeOf } from "../../coap/codes.js";
import { parsePath, pathKind } from "../../data/path.js";
import type { OperationOptions } from "../device.js";
import type { ManagedDevice } from "../managedDevice.js";
import { readLinks } from "../links.js";
import { readObjectLinks, withoutRoot } from "../registration/objectLinks.js";
import type { DeviceLink, OperationResult, RawPayload } from "../results.js";
import { ask } from "./ask.js";
import { failure } from "./explainFailure.js";
import { otherFormatNote } from "./read.js";
import { needKinds, type Target } from "./target.js";

/** Where a CoAP server lists its resources (RFC 6690 §4). */
const wellKnown: Target = {
  kind: "plain",
  text: "/.well-known/core",
  segments: [".well-known", "core"],
  query: [],
};

/** Discovers (LwM2M TS 1.2 §6.3.2): which objects, instances and resources there are, with their attributes. */
export async function discover(
  device: ManagedDevice,
  path: string,
  options: OperationOptions = {},
): Promise<OperationResult> {
  const { target: asked, problem } = device.target(path);
  if (asked === undefined) return failure("invalid request", problem);
  const kindProblem = needKinds(asked, "discovered", ["root", "object", "object instance", "resource"]);
  if (kindProblem !== undefined) return failure("invalid request", kindProblem);
  const isRoot = asked.kind === "lwm2m" && pathKind(asked.path) === "root";
  const target = isRoot ? wellKnown : asked;
  const { contentFormat = contentFormatId("link-format") } = options;
  const request = { code: codeOf("GET"), ...(contentFormat === "none" ? {} : { accept: contentFormat }) };
  const isFormatForced = options.contentFormat !== undefined;
  const answer = await ask(device, { operation: "discover", target, request, isFormatForced }, options);
  if (answer.kind !== "response") return answer;

  const { response, milliseconds } = answer;
  const bytes = response.payload ?? new Uint8Array();
  const { links, problems } = readLinks(bytes);
  const isNew = isRoot ? takeResources(device, links) : takeLinks(device, asked, links);
  if (isNew) device.services.emit({ kind: "tree changed", device });
  const payload: RawPayload = {
    bytes,
    ...(response.contentFormat === undefined ? {} : { contentFormat: response.contentFormat }),
  };
  const rootPath = device.rootPath;
  return {
    kind: "success",
    code: response.code,
    milliseconds,
    values: [],
    empty: [],
    problems,
    payload,
    links: links.map((link) => ({ ...link, path: withoutRoot(link.path, rootPath) })),
    notes: otherFormatNote(request.accept, response.contentFormat),
  };
}

/** Takes the resources of a CoAP server: paths of numbers are an LwM2M Client's, the others are plain. */
function takeResources(device: ManagedDevice, links: readonly DeviceLink[]): boolean {
  const list = readObjectLinks(links, device.services.limits.instances);
  const isOther = device.setPlainResources(list.others);
  if (device.kind === "registered") return isOther;
  device.setDirectRoot(list);
  return device.tree.replace(list.objects) || isOther;
}

/** Takes what a discovery says of a part of the tree. */
function takeLinks(device: ManagedDevice, target: Target, links: readonly DeviceLink[]): boolean {
  if (target.kind === "plain") return false;
  const rootPath = device.rootPath;
  const paths = links.flatMap((link) => {
    const { path } = parsePath(withoutRoot(link.path, rootPath));
    return path === undefined ? [] : [{ path, link }];
  });
  const isLarger = device.tree.add(paths.map(({ path }) => path));
  let isNew = device.tree.explore(target.path) || isLarger;
  for (const { path, link } of paths) {
    const version = link.attributes.find(({ name }) => name === "ver")?.value;
    if (pathKind(path) !== "object" || path.objectId === undefined || version === undefined) continue;
    if (/^\d+\.\d+$/u.test(version)) isNew = device.tree.setVersion(path.objectId, version) || isNew;
  }
  return isNew;
}
