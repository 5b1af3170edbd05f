import type { Codec } from "./codec.js";
import { decodeTlv } from "./tlv/decode.js";
import { encodeTlv } from "./tlv/encode.js";

/** `application/vnd.oma.lwm2m+tlv` (LwM2M TS 1.2 §7.4.3): bytes with IDs and without types. */
export const tlvCodec: Codec = { decode: decodeTlv, encode: encodeTlv };
