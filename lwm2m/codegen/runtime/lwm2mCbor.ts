import { lwm2mCborCodec } from "../../codec/lwm2mCbor.js";
import type { StructuredFormat } from "./contentFormat.js";

/** LwM2M CBOR (LwM2M TS 1.2 §7.4.7), the shortest, since LwM2M 1.2. */
export const lwm2mCbor: StructuredFormat = {
  id: 11544,
  mediaType: "application/vnd.oma.lwm2m+cbor",
  carries: "many values",
  codec: lwm2mCborCodec,
};
