import type { Codec } from "./codec.js";

/** The codecs by content format number. Formats that are not here are shown raw. */
const codecs: ReadonlyMap<number, Codec> = new Map();

/** The codec of a content format, if there is one. */
export function codecOf(contentFormat: number): Codec | undefined {
  return codecs.get(contentFormat);
}
