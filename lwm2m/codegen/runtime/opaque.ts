import { opaqueCodec } from "../../codec/opaque.js";
import type { SingleFormat } from "./contentFormat.js";

/** The bytes of one Opaque value (LwM2M TS 1.2 §7.4.2). */
export const opaque: SingleFormat = {
  id: 42,
  mediaType: "application/octet-stream",
  carries: "one value",
  codec: opaqueCodec,
};
