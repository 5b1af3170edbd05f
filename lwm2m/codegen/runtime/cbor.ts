import { cborCodec } from "../../codec/cborValue.js";
import type { SingleFormat } from "./contentFormat.js";

/** One value in CBOR (LwM2M TS 1.2 §7.4.4), since LwM2M 1.1. */
export const cbor: SingleFormat = {
  id: 60,
  mediaType: "application/cbor",
  carries: "one value",
  codec: cborCodec,
};
