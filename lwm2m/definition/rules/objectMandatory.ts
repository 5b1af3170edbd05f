import { setText } from "../edits.js";
import { objectExample } from "./example.js";
import { objectFieldsNamed } from "./fields.js";
import { objectIdOf } from "./identity.js";
import type { Rule } from "./rule.js";

/** The objects that every LwM2M Client has: Security, Server and Device. */
const coreObjects: ReadonlySet<number | undefined> = new Set([0, 1, 3]);

/** Finds objects that ask to be in every device. */
export const objectMandatory: Rule = {
  id: "object-mandatory",
  level: "warning",
  title: "An object is optional, except for OMA's core objects.",
  explanation:
    "Mandatory on an object means that every LwM2M Client must support it, whatever device it is in. Only Security, " +
    "Server and Device (0, 1 and 3) are so. Which resources a device must have once it supports the object is said by " +
    "Mandatory inside the resources.\n\n" +
    "OMA's reviewers ask for Optional. Twelve of the newest published objects slipped through.",
  source: "LwM2M TS 1.2 Appendix D.1 and E; reviews in OMA's registry",
  bad: objectExample({ Mandatory: "«Mandatory»" }),
  good: objectExample({ Mandatory: "Optional" }),
  *check(file) {
    for (const { object, value, span, element } of objectFieldsNamed(file, "Mandatory")) {
      if (value !== "Mandatory" || coreObjects.has(objectIdOf(object))) continue;
      yield {
        span,
        message: "Write Optional; only OMA's core objects must be in every LwM2M Client.",
        fixes: [{ title: "Write Optional", edits: [setText(element, "Optional")], isSafe: false }],
      };
    }
  },
};
