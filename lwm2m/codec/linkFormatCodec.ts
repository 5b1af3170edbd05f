import { toUtf8 } from "../base/bytes.js";
import type { Codec } from "./codec.js";
import { createFindings } from "./findings.js";
import { parseLinks } from "./linkFormat.js";

/** `application/link-format` (RFC 6690): names places and holds no values. */
export const linkFormatCodec: Codec = {
  decode: (payload) => {
    const findings = createFindings();
    const text = toUtf8(payload);
    if (text === undefined) findings.problem(0, "The list of links is not UTF-8; it is read as Latin-1.");
    const encoding = text === undefined ? "latin1" : "utf8";
    const read = text ?? Buffer.from(payload).toString(encoding);
    const { links, problems } = parseLinks(read);
    for (const { offset, message } of problems) {
      findings.problem(Buffer.byteLength(read.slice(0, offset), encoding), message);
    }
    return { ...findings.decoded(), links };
  },
  encode: () => ({ problem: "A list of links holds no values; choose text, SenML or TLV." }),
};
