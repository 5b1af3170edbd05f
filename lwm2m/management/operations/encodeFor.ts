import { encodeEntries } from "../../codec/codecs.js";
import type { Encoded } from "../../codec/codec.js";
import { contentFormatId } from "../../codec/contentFormats.js";
import type { Entry } from "../../data/entry.js";
import type { Path } from "../../data/path.js";
import type { ManagedDevice } from "../managedDevice.js";

/**
 * Encodes what is to be written at `basePath`. Without a content format, as some devices want it, one value is text and
 * several are TLV, which is what such devices take them for.
 */
export function encodeFor(
  device: ManagedDevice,
  basePath: Path,
  entries: readonly Entry[],
  contentFormat: number | undefined,
  empty: readonly Path[] = [],
): Encoded {
  const format = contentFormat ?? contentFormatId(entries.length === 1 ? "text" : "tlv");
  return encodeEntries(format, entries, { basePath, resource: device.lookUp }, empty);
}
