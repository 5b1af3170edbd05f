import { decodePayload } from "../../lwm2m/codec/codecs.js";
import type { Decoded } from "../../lwm2m/codec/codec.js";
import { contentFormatId } from "../../lwm2m/codec/contentFormats.js";
import type { Entry } from "../../lwm2m/data/entry.js";
import type { ResourceLookup } from "../../lwm2m/data/definitions.js";
import { parsePath, pathKind, printPath } from "../../lwm2m/data/path.js";
import type { KnownValue, RawPayload } from "../../lwm2m/management/results.js";

/**
 * Reads a payload that came for a path; undefined for a path that is none of LwM2M's. A payload without a content format
 * is read as the oldest clients mean it: text for a resource, TLV for what has several values.
 */
export function decodeAt(
  pathText: string,
  { contentFormat, bytes }: RawPayload,
  resource: ResourceLookup,
  receivedAt: number,
): Decoded | undefined {
  const basePath = parsePath(pathText).path;
  if (basePath === undefined) return undefined;
  const format = contentFormat ?? contentFormatId(pathKind(basePath).startsWith("resource") ? "text" : "tlv");
  return decodePayload(format, bytes, { basePath, resource, receivedAt });
}

/** An entry of a payload as a value that is known. */
export function knownValue({ path, value, time, isGuess }: Entry, receivedAt: number): KnownValue {
  return {
    path: printPath(path),
    value,
    receivedAt,
    ...(time === undefined ? {} : { time }),
    ...(isGuess === undefined ? {} : { isGuess }),
  };
}
