import { contentFormatId, type ContentFormatName } from "../../codec/contentFormats.js";
import type { Lwm2mVersion } from "../device.js";

/** What is asked of or written to a device, as far as formats care. */
export type FormatShape =
  /** An object, an object instance, a multiple resource, a resource instance: what needs names. */
  | "many values"
  /** One value of a single resource. */
  | "one value"
  /** One value of type Opaque. */
  | "bytes"
  /** One value of a resource that no definition tells the type of. */
  | "untyped value";

export type FormatPurpose = "read" | "write";

interface FormatRow {
  readonly versions: readonly Lwm2mVersion[];
  readonly purpose: FormatPurpose;
  readonly shapes: readonly FormatShape[];
  /** The best first. */
  readonly formats: readonly ContentFormatName[];
  /** True if the first one is right whatever `ct` says. */
  readonly ignoresCt?: true;
}

const since11 = ["1.1", "1.2"] as const;

/**
 * Which format to use with a device (LwM2M TS 1.0.2 §6.4; TS 1.2 §7.4). The client of 1.0 has to know TLV, and names other
 * formats only to add to it. A client of 1.1 or later has no format that it must know, so that what it names with `ct`
 * counts; SenML says the types of its values itself. Formats without types come where a type is missing, as text then
 * says more than the bytes of TLV, and where many bytes go better as they are.
 */
export const formatRows: readonly FormatRow[] = [
  {
    versions: ["1.0"],
    purpose: "read",
    shapes: ["many values", "one value", "bytes"],
    formats: ["tlv"],
    ignoresCt: true,
  },
  { versions: ["1.0"], purpose: "read", shapes: ["untyped value"], formats: ["text"], ignoresCt: true },
  { versions: ["1.0"], purpose: "write", shapes: ["many values"], formats: ["tlv"], ignoresCt: true },
  { versions: ["1.0"], purpose: "write", shapes: ["one value"], formats: ["tlv"], ignoresCt: true },
  { versions: ["1.0"], purpose: "write", shapes: ["bytes"], formats: ["opaque"], ignoresCt: true },
  { versions: ["1.0"], purpose: "write", shapes: ["untyped value"], formats: ["text"], ignoresCt: true },
  {
    versions: since11,
    purpose: "read",
    shapes: ["many values"],
    formats: ["senml-cbor", "senml-json", "tlv", "lwm2m-cbor", "lwm2m-json"],
  },
  {
    versions: since11,
    purpose: "read",
    shapes: ["one value", "untyped value"],
    formats: ["senml-cbor", "senml-json", "tlv", "lwm2m-cbor", "lwm2m-json", "cbor", "text", "opaque"],
  },
  {
    versions: since11,
    purpose: "read",
    shapes: ["bytes"],
    formats: ["senml-cbor", "senml-json", "tlv", "lwm2m-cbor", "opaque", "cbor", "text"],
  },
  {
    versions: since11,
    purpose: "write",
    shapes: ["many values"],
    formats: ["senml-cbor", "senml-json", "tlv", "lwm2m-cbor", "lwm2m-json"],
  },
  {
    versions: since11,
    purpose: "write",
    shapes: ["one value"],
    formats: ["senml-cbor", "senml-json", "tlv", "lwm2m-cbor", "cbor", "text", "lwm2m-json"],
  },
  { versions: since11, purpose: "write", shapes: ["bytes"], formats: ["opaque"], ignoresCt: true },
  { versions: since11, purpose: "write", shapes: ["untyped value"], formats: ["text"], ignoresCt: true },
];

/** What is known of the device that a format is for. */
export interface FormatNeeds {
  readonly purpose: FormatPurpose;
  readonly shape: FormatShape;
  readonly lwm2mVersion: Lwm2mVersion;
  /** What the device has named with `ct`; undefined if it has not. */
  readonly contentFormats?: readonly number[];
}

/**
 * The number of the format to use: the first one of the row that the device has named, or just the first if it has named
 * none at all. Undefined if it has named others only: then a read goes without Accept, and a write takes the row's first.
 */
export function chooseFormat({ purpose, shape, lwm2mVersion, contentFormats }: FormatNeeds): number | undefined {
  const row = formatRows.find(
    (candidate) =>
      candidate.purpose === purpose && candidate.shapes.includes(shape) && candidate.versions.includes(lwm2mVersion),
  );
  const formats = row?.formats.map(contentFormatId) ?? [];
  const fits = row?.ignoresCt === true || contentFormats === undefined ? formats[0] : undefined;
  return fits ?? formats.find((id) => contentFormats?.includes(id)) ?? (purpose === "write" ? formats[0] : undefined);
}
