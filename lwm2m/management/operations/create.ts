import { codeOf } from "../../coap/codes.js";
import { contentFormatId } from "../../codec/contentFormats.js";
import { parsePath, pathOf, printPath } from "../../data/path.js";
import type { Device, OperationOptions } from "../device.js";
import type { ManagedDevice } from "../managedDevice.js";
import type { OperationResult } from "../results.js";
import { ask } from "./ask.js";
import { encodeFor } from "./encodeFor.js";
import { failure } from "./explainFailure.js";
import { pickFormat } from "./formats.js";
import { knownValue } from "./receive.js";
import { needKinds } from "./target.js";
import { parseEntries } from "./writeContent.js";

/**
 * Creates an object instance (LwM2M TS 1.2 §6.3.6). Only TLV can leave the choice of the ID to the device, as its
 * resources need no path; for devices that are asked in another format, the lowest free ID is chosen here.
 */
export async function create(
  device: ManagedDevice,
  path: string,
  { objectInstanceId, values }: Parameters<Device["create"]>[1],
  options: OperationOptions = {},
): Promise<OperationResult> {
  const { target, problem } = device.target(path);
  if (target === undefined) return failure("invalid request", problem);
  const kindProblem = needKinds(target, "given an instance", ["object"]);
  if (kindProblem !== undefined) return failure("invalid request", kindProblem);
  const objectId = target.kind === "plain" ? undefined : target.path.objectId;
  if (objectId === undefined) return failure("invalid request", `${target.text} is no object of LwM2M.`);

  const { contentFormat, isForced } = mayChoose(device, options, objectInstanceId)
    ? { contentFormat: contentFormatId("tlv"), isForced: false }
    : pickFormat(device, "write", target, options);
  const notes: string[] = [];
  let id = objectInstanceId;
  if (id === undefined && contentFormat !== contentFormatId("tlv")) {
    id = device.tree.freeInstance(objectId);
    notes.push(`The ID ${id} was chosen, as it is free as far as is known here.`);
  }
  const instance = pathOf(objectId, id ?? 0);
  const parsed = parseEntries(device, instance, values);
  if (parsed.entries === undefined) return failure("invalid request", parsed.problem);
  const isEmpty = parsed.entries.length === 0;
  // Only TLV has a form for an instance without resources (LwM2M TS 1.2 §7.4.3).
  const format = isEmpty ? contentFormatId("tlv") : contentFormat;
  const basePath = id === undefined ? instance : pathOf(objectId);
  const empty = isEmpty && id !== undefined ? [instance] : [];
  const encoded = encodeFor(device, basePath, parsed.entries, format, empty);
  if (encoded.payload === undefined) return failure("invalid request", encoded.problem);

  const request = {
    code: codeOf("POST"),
    payload: encoded.payload,
    ...(format === undefined ? {} : { contentFormat: format }),
  };
  const answer = await ask(device, { operation: "create", target, request, isFormatForced: isForced }, options);
  if (answer.kind !== "response") return answer;
  const { response, milliseconds } = answer;
  const made = createdPath(response.locationPath, objectId) ?? (id === undefined ? undefined : instance);
  if (made !== undefined) {
    const { clock, emit } = device.services;
    const below = made.objectInstanceId ?? 0;
    const entries = parsed.entries.map((entry) => ({ ...entry, path: { ...entry.path, objectInstanceId: below } }));
    device.tree.add([made, ...entries.map((entry) => entry.path)]);
    device.known.set(entries.map((entry) => knownValue(entry, clock.now())));
    emit({ kind: "tree changed", device });
  }
  return {
    kind: "success",
    code: response.code,
    milliseconds,
    values: [],
    empty: [],
    problems: [],
    notes: [...notes, ...parsed.notes],
    ...(made === undefined ? {} : { location: printPath(made) }),
  };
}

/** True if the device is to choose the ID: none is given, and it may know TLV. */
function mayChoose(
  device: ManagedDevice,
  { contentFormat }: OperationOptions,
  objectInstanceId: number | undefined,
): boolean {
  const named = device.contentFormats;
  const knowsTlv = named === undefined || named.includes(contentFormatId("tlv"));
  return objectInstanceId === undefined && contentFormat === undefined && knowsTlv;
}

/** The instance that Location-Path names, which may stand below an alternate path. */
function createdPath(segments: readonly string[] | undefined, objectId: number): ReturnType<typeof pathOf> | undefined {
  const { path } = parsePath((segments ?? []).slice(-2).join("/"));
  return path?.objectId === objectId && path.objectInstanceId !== undefined ? path : undefined;
}
