import { readFile, stat } from "node:fs/promises";
import { isAbsolute } from "node:path";
import { messageOf } from "../../lwm2m/base/errorText.js";
import { resourceTypes } from "../../lwm2m/definition/structure.js";
import type { ValueType } from "../../lwm2m/data/value.js";
import type { Device, OperationOptions } from "../../lwm2m/management/device.js";
import type { OperationResult as DeviceResult } from "../../lwm2m/management/results.js";
import type { Target } from "../protocol.js";
import type { OperationResult } from "../protocol/operations.js";
import { EngineError } from "../protocol/engineError.js";
import type { EngineCore } from "./core.js";
import { presentResult } from "./present.js";

/** A larger file would not go through a device's memory; it is more likely that the wrong one was chosen. */
const largestFile = 64 * 1024 * 1024;

type OperationMethod = Extract<keyof EngineCore["handlers"], `device/${string}`>;

/** The operations on devices; `get` finds a device, or throws. */
export function operationHandlers(get: (deviceId: string) => Device): Pick<EngineCore["handlers"], OperationMethod> {
  const operate = async (target: Target, run: (device: Device) => Promise<DeviceResult>): Promise<OperationResult> =>
    presentResult(await run(get(target.deviceId)));
  return {
    "device/read": (target) => operate(target, (device) => device.read(target.path, options(target))),
    "device/write": (params) =>
      operate(params, (device) => {
        const { value, type, mode } = params;
        const known = valueType(type);
        const input = { kind: "text", text: value, ...(known === undefined ? {} : { type: known }) } as const;
        return device.write(params.path, input, { ...options(params), ...(mode === undefined ? {} : { mode }) });
      }),
    "device/writeFile": (params) =>
      operate(params, async (device) => {
        const bytes = await fileBytes(params.file);
        return device.write(params.path, { kind: "bytes", bytes }, options(params));
      }),
    "device/execute": (params) =>
      operate(params, (device) => device.execute(params.path, params.arguments, options(params))),
    "device/create": (params) =>
      operate(params, (device) => {
        const { values, objectInstanceId } = params;
        const content = { values, ...(objectInstanceId === undefined ? {} : { objectInstanceId }) };
        return device.create(params.path, content, options(params));
      }),
    "device/delete": (target) => operate(target, (device) => device.delete(target.path, options(target))),
    "device/discover": (target) => operate(target, (device) => device.discover(target.path, options(target))),
    "device/observe": (target) => operate(target, (device) => device.observe(target.path, options(target))),
    "device/cancelObservation": (target) =>
      operate(target, (device) => device.cancelObservation(target.path, options(target))),
  };
}

function options({ contentFormat, timeout }: Target): OperationOptions {
  return {
    ...(contentFormat === undefined ? {} : { contentFormat }),
    ...(timeout === undefined ? {} : { timeout }),
  };
}

function valueType(name: string | undefined): ValueType | undefined {
  return resourceTypes.find(({ value }) => value === name)?.value;
}

/** @throws {EngineError} if it cannot be read */
async function fileBytes(file: string): Promise<Uint8Array> {
  if (!isAbsolute(file)) {
    throw new EngineError(
      "invalid parameter",
      `file must be a whole path, not “${file}”; the engine is in a folder of its own.`,
    );
  }
  try {
    const stats = await stat(file);
    // A device such as /dev/zero never ends, and tells no size.
    if (!stats.isFile()) throw new EngineError("failed", `${file} is no regular file.`);
    const { size } = stats;
    if (size > largestFile) {
      throw new EngineError("failed", `${file} has ${size} bytes; files of up to ${largestFile} bytes can be written.`);
    }
    return await readFile(file);
  } catch (error) {
    if (error instanceof EngineError) throw error;
    throw new EngineError("failed", `The file cannot be read: ${messageOf(error)}.`, { cause: error });
  }
}
