import { codecOf } from "../../codec/codecs.js";
import { contentFormatId, contentFormats, type ContentFormat } from "../../codec/contentFormats.js";

/** The formats for values that this client understands, besides that of LwM2M 1.2 for whom it is asked. */
const usable: readonly ContentFormat[] = contentFormats.filter(
  ({ name, carries }) => carries !== "links" && name !== "senml-etch-json" && name !== "senml-etch-cbor",
);

/** The numbers of the formats of LwM2M 1.1 that this client registers with (LwM2M TS 1.1 §6.2.1). */
export const registeredFormats: readonly number[] = usable
  .filter(({ id, since }) => since !== "1.2" && codecOf(id) !== undefined)
  .map(({ id }) => id);

/**
 * The format of a read without Accept. SenML CBOR is the most compact one that LwM2M 1.1 §7.4 wants every client to have
 * and that carries any number of values; Anjay answers with it too.
 */
export const defaultFormat = contentFormatId("senml-cbor");

export const linkFormat = contentFormatId("link-format");
export const textFormat = contentFormatId("text");

/** True if values can be read and written in a format. */
export function isUsable(contentFormat: number): boolean {
  return usable.some(({ id }) => id === contentFormat) && codecOf(contentFormat) !== undefined;
}

/** Formats with a form for what is there and holds nothing. A SenML record has to have a value (RFC 8428 §4.2). */
const formatsOfEmptiness: readonly number[] = [contentFormatId("tlv"), contentFormatId("lwm2m-cbor")];

/** True if a format can say that a multiple resource or an object instance is empty. */
export function canSayEmpty(contentFormat: number): boolean {
  return formatsOfEmptiness.includes(contentFormat);
}
