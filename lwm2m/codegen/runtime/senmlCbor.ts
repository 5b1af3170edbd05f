import { senmlCborCodec } from "../../codec/senmlCbor.js";
import type { StructuredFormat } from "./contentFormat.js";

/** SenML in CBOR (RFC 8428 §6), since LwM2M 1.1. */
export const senmlCbor: StructuredFormat = {
  id: 112,
  mediaType: "application/senml+cbor",
  carries: "many values",
  codec: senmlCborCodec,
};
