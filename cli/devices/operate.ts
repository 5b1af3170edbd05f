import type { EngineClient } from "../../engine/client/engineClient.js";
import type { Target } from "../../engine/protocol.js";
import type { OperationResult, WriteMode } from "../../engine/protocol/operations.js";
import { contentFormats } from "../../lwm2m/codec/contentFormats.js";
import { listed } from "../../lwm2m/base/words.js";
import { parsePath, printPath } from "../../lwm2m/data/path.js";
import { resolve } from "node:path";
import type { ExitCode, Io, Product } from "../io.js";
import { handDefinitions } from "./definitionFiles.js";
import { DeviceCommandError, findDevice, withEngine } from "./deviceContext.js";
import { reportResult } from "./resultText.js";
import { factsOf } from "./valueLines.js";

/** Options that every operation on a device has. */
export interface OperationFlags {
  readonly json?: true;
  /** Name or number of a content format. */
  readonly contentFormat?: string;
  /** Seconds. */
  readonly timeout?: number;
  /** The PSK identity for `coaps://`. */
  readonly identity?: string;
  /** Files and folders of definitions. */
  readonly definitions?: readonly string[];
}

/** A device and a place in it, as the user names them. */
export interface Place {
  readonly device: string;
  readonly path: string;
}

type Operate = (engine: EngineClient, target: Target) => Promise<OperationResult>;

/** Finds the device, does one operation, shows what became of it. */
async function operateOn(
  place: Place,
  flags: OperationFlags,
  io: Io,
  product: Product,
  operate: Operate,
): Promise<ExitCode> {
  return withEngine(io, product, async (engine) => {
    await handDefinitions(flags.definitions ?? [], engine, io);
    const target = await targetOf(engine, place, flags);
    const result = await operate(engine, target);
    const tree = await engine.request("devices/tree", { deviceId: target.deviceId });
    return reportResult(result, factsOf(tree), flags.json === true, io);
  });
}

/** The target of a place; the device is looked up, or connected to. */
export async function targetOf(engine: EngineClient, { device, path }: Place, flags: OperationFlags): Promise<Target> {
  const contentFormat = flags.contentFormat === undefined ? undefined : contentFormatNumber(flags.contentFormat);
  const timeout = flags.timeout === undefined ? undefined : flags.timeout * 1000;
  const start = Date.now();
  const { id: deviceId } = await findDevice(engine, device, { identity: flags.identity, timeout });
  return {
    deviceId,
    path: asWritten(path),
    ...(contentFormat === undefined ? {} : { contentFormat }),
    // What connecting has taken is no longer there for the operation.
    ...(timeout === undefined ? {} : { timeout: Math.max(1, timeout - (Date.now() - start)) }),
  };
}

/**
 * A path as answers and notifications name it. The slash at the start may be left out, as some shells on Windows make the
 * name of a file of it.
 */
function asWritten(text: string): string {
  const { path } = parsePath(text);
  if (path !== undefined) return printPath(path);
  return text.startsWith("/") ? text : `/${text}`;
}

function contentFormatNumber(text: string): number {
  const known = contentFormats.find(({ name }) => name === text);
  if (known !== undefined) return known.id;
  if (/^\d{1,5}$/u.test(text) && Number(text) <= 65535) return Number(text);
  const names = listed(
    contentFormats.map(({ name }) => name),
    "or",
  );
  throw new DeviceCommandError(`There is no content format "${text}". Write ${names}, or a number.`);
}

/** `lwm2m read`. */
export function readCommand(place: Place, flags: OperationFlags, io: Io, product: Product): Promise<ExitCode> {
  return operateOn(place, flags, io, product, (engine, target) => engine.request("device/read", target));
}

/** `lwm2m discover`. */
export function discoverCommand(place: Place, flags: OperationFlags, io: Io, product: Product): Promise<ExitCode> {
  return operateOn(place, flags, io, product, (engine, target) => engine.request("device/discover", target));
}

export interface WriteFlags extends OperationFlags {
  readonly type?: string;
  readonly update?: true;
  readonly file?: true;
}

/** `lwm2m write`: a value, or with `file` the bytes of the file that `value` names. */
export function writeCommand(
  place: Place & { readonly value: string },
  flags: WriteFlags,
  io: Io,
  product: Product,
): Promise<ExitCode> {
  const mode: WriteMode = flags.update === true ? "update" : "replace";
  return operateOn(place, flags, io, product, (engine, target) =>
    flags.file === true
      ? engine.request("device/writeFile", { ...target, file: resolve(io.cwd, place.value) })
      : engine.request("device/write", {
          ...target,
          value: place.value,
          mode,
          ...(flags.type === undefined ? {} : { type: flags.type }),
        }),
  );
}

/** `lwm2m execute`. */
export function executeCommand(
  place: Place & { readonly arguments: string | undefined },
  flags: OperationFlags,
  io: Io,
  product: Product,
): Promise<ExitCode> {
  const given = place.arguments === undefined ? {} : { arguments: place.arguments };
  return operateOn(place, flags, io, product, (engine, target) =>
    engine.request("device/execute", { ...target, ...given }),
  );
}
