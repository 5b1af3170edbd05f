/**
 * The content formats of LwM2M with their numbers (CoAP Content-Formats registry of IANA). `carries` tells the formats that
 * carry many values from those that carry one.
 */
export const contentFormats = [
  { id: 0, name: "text", mediaType: "text/plain", carries: "one value", since: "1.0" },
  { id: 40, name: "link-format", mediaType: "application/link-format", carries: "links", since: "1.0" },
  { id: 42, name: "opaque", mediaType: "application/octet-stream", carries: "one value", since: "1.0" },
  { id: 60, name: "cbor", mediaType: "application/cbor", carries: "one value", since: "1.1" },
  { id: 110, name: "senml-json", mediaType: "application/senml+json", carries: "many values", since: "1.1" },
  { id: 112, name: "senml-cbor", mediaType: "application/senml+cbor", carries: "many values", since: "1.1" },
  { id: 320, name: "senml-etch-json", mediaType: "application/senml-etch+json", carries: "many values", since: "1.2" },
  { id: 322, name: "senml-etch-cbor", mediaType: "application/senml-etch+cbor", carries: "many values", since: "1.2" },
  { id: 11542, name: "tlv", mediaType: "application/vnd.oma.lwm2m+tlv", carries: "many values", since: "1.0" },
  { id: 11543, name: "lwm2m-json", mediaType: "application/vnd.oma.lwm2m+json", carries: "many values", since: "1.0" },
  { id: 11544, name: "lwm2m-cbor", mediaType: "application/vnd.oma.lwm2m+cbor", carries: "many values", since: "1.2" },
] as const;

export type ContentFormat = (typeof contentFormats)[number];
export type ContentFormatName = ContentFormat["name"];

/** The format of that number, if LwM2M knows it. */
export function contentFormatById(id: number): ContentFormat | undefined {
  return contentFormats.find((format) => format.id === id);
}

/** The number of a format. */
export function contentFormatId(name: ContentFormatName): number {
  return contentFormats.find((format) => format.name === name)?.id ?? 0;
}

/** The name of a format as people know it, or its number. */
export function contentFormatLabel(id: number): string {
  return contentFormatById(id)?.name ?? `content format ${id}`;
}
