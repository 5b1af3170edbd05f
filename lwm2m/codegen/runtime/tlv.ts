import { tlvCodec } from "../../codec/tlv.js";
import type { StructuredFormat } from "./contentFormat.js";

/** TLV (LwM2M TS 1.2 §7.4.3), which every device of LwM2M 1.0 has. */
export const tlv: StructuredFormat = {
  id: 11542,
  mediaType: "application/vnd.oma.lwm2m+tlv",
  carries: "many values",
  codec: tlvCodec,
  unknownShape: { name: "", type: "Opaque", operations: "", isMultiple: undefined },
};
