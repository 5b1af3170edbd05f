import { codeOf } from "../../coap/codes.js";
import { contentFormatId } from "../../codec/contentFormats.js";
import type { Entry } from "../../data/entry.js";
import { isResourcePath, parentPath, pathKind, resourceOf, type Path } from "../../data/path.js";
import type { WriteInput, WriteOptions } from "../device.js";
import type { ManagedDevice } from "../managedDevice.js";
import type { OperationResult } from "../results.js";
import { ask } from "./ask.js";
import { encodeFor } from "./encodeFor.js";
import { failure } from "./explainFailure.js";
import { pickFormat, shapeOf } from "./formats.js";
import { knownValue } from "./receive.js";
import { needKinds, type Target } from "./target.js";
import { parseEntries, parseEntry, plainText } from "./writeContent.js";

/** A request that is ready to be sent, or why there is none. */
type Prepared =
  | {
      readonly target: Target;
      readonly payload: Uint8Array;
      readonly contentFormat: number | undefined;
      readonly isForced: boolean;
      /** What the device has, once it has agreed. */
      readonly entries: readonly Entry[];
      readonly notes: readonly string[];
      readonly problem?: undefined;
    }
  | { readonly problem: string };

/** Bytes of a file that are worth remembering as a value. */
const mostRemembered = 4096;

/** Writes: PUT replaces, POST updates (LwM2M TS 1.2 §6.3.3). */
export async function write(
  device: ManagedDevice,
  path: string,
  input: WriteInput,
  options: WriteOptions = {},
): Promise<OperationResult> {
  const { target, problem } = device.target(path);
  if (target === undefined) return failure("invalid request", problem);
  const kindProblem = needKinds(target, "written", ["object instance", "resource", "resource instance"]);
  if (kindProblem !== undefined) return failure("invalid request", kindProblem);
  const prepared = prepare(device, target, input, options);
  if (prepared.problem !== undefined) return failure("invalid request", prepared.problem);

  const { payload, contentFormat, isForced, entries, notes } = prepared;
  const { mode = "replace", ...others } = options;
  const request = {
    code: codeOf(mode === "update" ? "POST" : "PUT"),
    payload,
    ...(contentFormat === undefined ? {} : { contentFormat }),
  };
  const question = { operation: "write", target: prepared.target, request, isFormatForced: isForced } as const;
  const answer = await ask(device, question, others);
  if (answer.kind !== "response") return answer;
  rememberWritten(device, prepared.target, entries, request);
  const { response, milliseconds } = answer;
  return { kind: "success", code: response.code, milliseconds, values: [], empty: [], problems: [], notes };
}

function prepare(device: ManagedDevice, target: Target, input: WriteInput, options: WriteOptions): Prepared {
  switch (input.kind) {
    case "bytes":
      return prepareBytes(target, input.bytes, options);
    case "resources": {
      if (target.kind === "plain") return { problem: `${target.text} has no resources below it; write one value.` };
      const parsed = parseEntries(device, target.path, input.values);
      if (parsed.entries === undefined) return parsed;
      return prepareEntries(device, target, parsed.entries, parsed.notes, options);
    }
    case "text":
      return prepareText(device, target, input, options);
  }
}

function prepareBytes(target: Target, bytes: Uint8Array, { contentFormat }: WriteOptions): Prepared {
  const entries: readonly Entry[] =
    target.kind === "lwm2m" &&
    isResourcePath(target.path) &&
    bytes.length <= mostRemembered &&
    contentFormat === undefined
      ? [{ path: target.path, value: { type: "Opaque", value: bytes } }]
      : [];
  return {
    target,
    payload: bytes,
    contentFormat: contentFormat === "none" ? undefined : (contentFormat ?? contentFormatId("opaque")),
    isForced: contentFormat !== undefined,
    entries,
    notes: [],
  };
}

function prepareText(
  device: ManagedDevice,
  target: Target,
  { text, type: givenType }: Extract<WriteInput, { kind: "text" }>,
  options: WriteOptions,
): Prepared {
  if (target.kind === "plain") return prepareAsItIs(target, text, options, []);
  const { path } = target;
  if (!isResourcePath(path)) {
    return { problem: `${target.text} is an object instance; name the resources of it that are to be written.` };
  }
  const definition = device.lookUp(path.objectId, path.resourceId);
  if (definition?.isMultiple === true && pathKind(path) === "resource") {
    return { problem: `${target.text} has several instances; write to one of them, such as ${target.text}/0.` };
  }
  const type = givenType ?? definition?.type;
  if (type === undefined) {
    const note = `No definition tells the type of ${target.text}, so the text was written as it is.`;
    return prepareAsItIs(target, text, options, [note]);
  }
  const parsed = parseEntry(device, path, text, type);
  if (parsed.entries === undefined) return parsed;
  return prepareEntries(device, target, parsed.entries, parsed.notes, options);
}

function prepareAsItIs(
  target: Target,
  text: string,
  { contentFormat }: WriteOptions,
  notes: readonly string[],
): Prepared {
  const plain = plainText(text);
  return {
    target,
    payload: plain.payload,
    contentFormat: contentFormat === "none" ? undefined : (contentFormat ?? plain.contentFormat),
    isForced: contentFormat !== undefined,
    entries: [],
    notes,
  };
}

function prepareEntries(
  device: ManagedDevice,
  target: Extract<Target, { kind: "lwm2m" }>,
  entries: readonly Entry[],
  notes: readonly string[],
  options: WriteOptions,
): Prepared {
  const place = placeToWrite(target, options.mode ?? "replace");
  const { contentFormat, isForced } = pickFormat(device, "write", place, options, shapeToWrite(device, place, entries));
  const encoded = encodeFor(device, place.path, entries, contentFormat);
  if (encoded.payload === undefined) return { problem: encoded.problem };
  return { target: place, payload: encoded.payload, contentFormat, isForced, entries, notes };
}

/**
 * A POST on a resource would be an Execute (LwM2M TS 1.2 §6.3.5), so that an update of one goes to its object instance,
 * which means the same (§6.3.3).
 */
function placeToWrite(target: Extract<Target, { kind: "lwm2m" }>, mode: "replace" | "update"): typeof target {
  if (mode === "replace" || !isResourcePath(target.path)) return target;
  const path: Path = parentPath(resourceOf(target.path));
  const above = pathKind(target.path) === "resource instance" ? 2 : 1;
  const segments = target.segments.slice(0, -above);
  return { kind: "lwm2m", path, text: target.text.split("/").slice(0, -above).join("/"), segments };
}

function shapeToWrite(device: ManagedDevice, target: Target, entries: readonly Entry[]): ReturnType<typeof shapeOf> {
  const shape = shapeOf(device, target);
  const [only] = entries;
  if (shape === "many values" || only === undefined || entries.length > 1) return "many values";
  return only.value.type === "Opaque" ? "bytes" : "one value";
}

/** A device that has agreed has the value now. */
function rememberWritten(
  device: ManagedDevice,
  target: Target,
  entries: readonly Entry[],
  { payload, contentFormat }: { readonly payload: Uint8Array; readonly contentFormat?: number },
): void {
  if (entries.length === 0) return;
  const { clock, emit } = device.services;
  const values = entries.map((entry) => knownValue(entry, clock.now()));
  device.known.set(values);
  if (device.tree.add(entries.map(({ path }) => path))) emit({ kind: "tree changed", device });
  const raw = { bytes: payload, ...(contentFormat === undefined ? {} : { contentFormat }) };
  emit({ kind: "values", device, cause: "write", path: target.text, values, problems: [], payload: raw });
}
