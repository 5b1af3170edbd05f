import { senmlJsonCodec } from "../../codec/senmlJson.js";
import type { StructuredFormat } from "./contentFormat.js";

/** SenML in JSON (RFC 8428 §5), since LwM2M 1.1. */
export const senmlJson: StructuredFormat = {
  id: 110,
  mediaType: "application/senml+json",
  carries: "many values",
  codec: senmlJsonCodec,
};
