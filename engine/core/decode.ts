import { decodePayload } from "../../lwm2m/codec/codecs.js";
import type { Decoded } from "../../lwm2m/codec/codec.js";
import { contentFormatId } from "../../lwm2m/codec/contentFormats.js";
import type { ResourceLookup } from "../../lwm2m/data/definitions.js";
import { parsePath, pathKind } from "../../lwm2m/data/path.js";
import type { RawPayload } from "../../lwm2m/management/results.js";

/**
 * Reads a payload that came for a path; undefined for a path that is none of LwM2M's. A payload without a content format
 * is read as it was when it came: text for a resource, TLV for anything else.
 */
export function decodeAt(
  pathText: string,
  { contentFormat, bytes }: RawPayload,
  resource: ResourceLookup,
  receivedAt: number,
): Decoded | undefined {
  const basePath = parsePath(pathText).path;
  if (basePath === undefined) return undefined;
  const format = contentFormat ?? contentFormatId(pathKind(basePath) === "resource" ? "text" : "tlv");
  return decodePayload(format, bytes, { basePath, resource, receivedAt });
}
