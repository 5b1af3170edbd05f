import type { Codec } from "./codec.js";
import { createFindings } from "./findings.js";
import { describeBytes } from "./item.js";
import { placeValue } from "./place.js";
import { singleEntry, singlePlace } from "./single.js";

/** `application/octet-stream`: the bytes of one Opaque value (LwM2M TS 1.2 §7.4.2). */
export const opaqueCodec: Codec = {
  decode: (payload, ctx) => {
    const findings = createFindings();
    const path = singlePlace(findings, ctx, payload);
    if (path === undefined) return findings.decoded();
    placeValue(findings, ctx, { path, offset: 0 }, (type) => {
      const value = { type: "Opaque", value: payload } as const;
      if (type === undefined || type === "Opaque") return { value };
      return { value, mismatch: { expected: `another format, as the type is ${type}`, found: describeBytes(payload) } };
    });
    return findings.decoded();
  },
  encode: (entries, _, empty) => {
    const { value, problem } = singleEntry(entries, empty);
    if (value === undefined) return { problem };
    if (value.type === "Opaque") return { payload: value.value };
    return { problem: `This format carries bytes, not a value of type ${value.type}; choose text, SenML or TLV.` };
  },
};
