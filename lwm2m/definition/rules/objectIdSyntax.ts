import { setText } from "../edits.js";
import { objectExample } from "./example.js";
import { objectFieldsNamed } from "./fields.js";
import { checkId } from "./idSyntax.js";
import type { Rule } from "./rule.js";

/** Checks the form of ObjectID. */
export const objectIdSyntax: Rule = {
  id: "object-id-syntax",
  level: "error",
  title: "ObjectID is a plain number from 0 to 65535.",
  explanation:
    "The ID of an object has 16 bits. The schema asks for an unsigned short, yet validators differ: some take blanks " +
    "around the number and a plus sign, others refuse both, and all take leading zeros, which then do not match the " +
    "object URN. Digits alone, without leading zeros, are understood by all.\n\nAll published files are written so.",
  source: "LwM2M TS 1.2 Appendix D.1; schemas LWM2M.xsd and LWM2M-v1_1.xsd",
  bad: objectExample({ ObjectID: "«010999»" }),
  good: objectExample({ ObjectID: "10999" }),
  *check(file) {
    for (const { raw, value, span, contentSpan, element } of objectFieldsNamed(file, "ObjectID")) {
      const place = value === raw || value === "" ? span : contentSpan;
      yield* checkId({ text: raw, span: place, what: "an object ID", write: (id) => setText(element, id) });
    }
  },
};
