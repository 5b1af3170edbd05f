import { pathKind } from "../../data/path.js";
import type { ManagedDevice } from "../managedDevice.js";
import type { OperationOptions } from "../device.js";
import { chooseFormat, type FormatPurpose, type FormatShape } from "./formatChoice.js";
import type { Target } from "./target.js";

/** A format, and whether the user has chosen it. */
export interface PickedFormat {
  readonly contentFormat: number | undefined;
  readonly isForced: boolean;
}

/** The format for a target: the user's, or else what the device's version and `ct` lead to. */
export function pickFormat(
  device: ManagedDevice,
  purpose: FormatPurpose,
  target: Target,
  { contentFormat }: OperationOptions,
  shape: FormatShape = shapeOf(device, target),
): PickedFormat {
  if (contentFormat !== undefined) {
    return { contentFormat: contentFormat === "none" ? undefined : contentFormat, isForced: true };
  }
  if (target.kind === "plain") return { contentFormat: undefined, isForced: false };
  const named = device.contentFormats;
  const chosen = chooseFormat({
    purpose,
    shape,
    lwm2mVersion: device.lwm2mVersion,
    ...(named === undefined ? {} : { contentFormats: named }),
  });
  return { contentFormat: chosen, isForced: false };
}

/** What there is at a target, as far as formats care. */
export function shapeOf(device: ManagedDevice, target: Target): FormatShape {
  if (target.kind === "plain") return "untyped value";
  const { objectId, resourceId } = target.path;
  if (pathKind(target.path) !== "resource" || objectId === undefined || resourceId === undefined) return "many values";
  const definition = device.lookUp(objectId, resourceId);
  if (definition?.isMultiple === true) return "many values";
  if (definition?.type === undefined) return "untyped value";
  return definition.type === "Opaque" ? "bytes" : "one value";
}
