import { textCodec } from "../../codec/text.js";
import type { SingleFormat } from "./contentFormat.js";

/** One value as text (LwM2M TS 1.2 Appendix C), bytes in Base64. */
export const text: SingleFormat = {
  id: 0,
  mediaType: "text/plain",
  carries: "one value",
  codec: textCodec,
};
