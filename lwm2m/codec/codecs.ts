import { toUtf8 } from "../base/bytes.js";
import type { Entry } from "../data/entry.js";
import { isResourcePath, type Path } from "../data/path.js";
import { quote } from "../base/quote.js";
import { isPrintable } from "./binaryValue.js";
import { cborCodec } from "./cborValue.js";
import type { Codec, CodecContext, Decoded, Encoded } from "./codec.js";
import { contentFormatLabel } from "./contentFormats.js";
import { createFindings } from "./findings.js";
import { describeBytes } from "./item.js";
import { linkFormatCodec } from "./linkFormatCodec.js";
import { lwm2mCborCodec } from "./lwm2mCbor.js";
import { lwm2mJsonCodec } from "./lwm2mJson.js";
import { opaqueCodec } from "./opaque.js";
import { senmlCborCodec, senmlEtchCborCodec } from "./senmlCbor.js";
import { senmlEtchJsonCodec, senmlJsonCodec } from "./senmlJson.js";
import { textCodec } from "./text.js";
import { tlvCodec } from "./tlv.js";

/** The codecs by content format number. Formats that are not here are shown raw. */
const codecs: ReadonlyMap<number, Codec> = new Map([
  [0, textCodec],
  [40, linkFormatCodec],
  [42, opaqueCodec],
  [60, cborCodec],
  [110, senmlJsonCodec],
  [112, senmlCborCodec],
  [320, senmlEtchJsonCodec],
  [322, senmlEtchCborCodec],
  [11542, tlvCodec],
  [11543, lwm2mJsonCodec],
  [11544, lwm2mCborCodec],
  // Numbers from before LwM2M 1.0 that old devices still have.
  [1541, textCodec],
  [1542, tlvCodec],
  [1543, lwm2mJsonCodec],
  [1544, opaqueCodec],
]);

/** The codec of a content format, if there is one. */
export function codecOf(contentFormat: number): Codec | undefined {
  return codecs.get(contentFormat);
}

/**
 * Decodes a payload of any format. What no codec knows is not lost: it comes as a problem that shows its bytes, and as
 * text at the path of the request if it clearly is text.
 */
export function decodePayload(contentFormat: number | undefined, payload: Uint8Array, ctx: CodecContext): Decoded {
  const codec = contentFormat === undefined ? undefined : codecOf(contentFormat);
  return codec === undefined ? decodeUnknown(contentFormat, payload, ctx) : codec.decode(payload, ctx);
}

function decodeUnknown(contentFormat: number | undefined, payload: Uint8Array, { basePath }: CodecContext): Decoded {
  const findings = createFindings();
  if (payload.length === 0) return findings.decoded();
  const text = toUtf8(payload);
  const isText = text !== undefined && isPrintable(text);
  const found = isText ? `the text ${quote(text)}` : describeBytes(payload);
  const why =
    contentFormat === undefined
      ? "The message has no content format"
      : `There is no decoder for ${contentFormatLabel(contentFormat)}`;
  findings.problem(0, `${why}; the payload is ${found}.`, basePath);
  if (isText && isResourcePath(basePath)) {
    findings.value({ path: basePath, value: { type: "String", value: text }, isGuess: true });
  }
  return findings.decoded();
}

/** Formats that can say what shall be removed. */
const formatsOfRemoval: readonly number[] = [320, 322];

/** Encodes values in a content format; `empty` are paths without a value, `removed` those whose values shall go. */
export function encodeEntries(
  contentFormat: number,
  entries: readonly Entry[],
  ctx: CodecContext,
  empty: readonly Path[] = [],
  removed: readonly Path[] = [],
): Encoded {
  const codec = codecOf(contentFormat);
  if (removed.length > 0 && !formatsOfRemoval.includes(contentFormat)) {
    return { problem: `${contentFormatLabel(contentFormat)} cannot say that a value is removed; choose SenML-ETCH.` };
  }
  if (codec !== undefined) return codec.encode(entries, ctx, empty, removed);
  return { problem: `Values cannot be written in ${contentFormatLabel(contentFormat)}; choose text, SenML or TLV.` };
}
