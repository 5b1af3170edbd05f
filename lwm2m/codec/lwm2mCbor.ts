import type { Codec } from "./codec.js";
import { decodeLwm2mCbor } from "./lwm2mCbor/decode.js";
import { encodeLwm2mCbor } from "./lwm2mCbor/encode.js";

/**
 * The CBOR of LwM2M 1.2 (LwM2M TS 1.2 §7.4.5): maps in maps by object, object instance, resource and resource instance. A
 * key is an ID, or an array of the IDs of several levels.
 */
export const lwm2mCborCodec: Codec = { decode: decodeLwm2mCbor, encode: encodeLwm2mCbor };
