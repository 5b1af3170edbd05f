import { enablerVersions } from "../structure.js";
import { certainly, checkEnumeration, probably } from "./enumerated.js";
import { objectExample } from "./example.js";
import { objectFieldsNamed } from "./fields.js";
import type { Rule } from "./rule.js";

/** Version numbers without their punctuation: `v1.1` is `v11`. A third digit is a correction of the specification. */
const meanings = new Map([
  ...certainly({ "1.0": ["1", "10", "v1", "v10"], "1.1": ["11", "v11"], "1.2": ["12", "v12"] }),
  ...probably({
    "1.0": ["100", "101", "102", "lwm2m10"],
    "1.1": ["110", "111", "lwm2m11"],
    "1.2": ["120", "121", "122", "lwm2m12"],
  }),
]);

/** Checks LWM2MVersion. */
export const enablerVersion: Rule = {
  id: "enabler-version",
  oma: 403,
  level: "error",
  title: "LWM2MVersion is 1.0, 1.1 or 1.2.",
  explanation:
    "LWM2MVersion is the lowest version of the LwM2M enabler that the object needs. A Client or Server of that version, " +
    "or a later one, can work with the object. It has two digits: corrections of the specification such as 1.1.1 and " +
    "1.2.2 do not count.\n\n" +
    "It is not the version of the object. That one is ObjectVersion, which goes up with each change of the definition.",
  source: "LwM2M TS 1.2 Appendix D.1; OMA validation error 403",
  bad: objectExample({ LWM2MVersion: "«1»" }),
  good: objectExample({ LWM2MVersion: "1.0" }),
  check(file) {
    // An empty one is as good as a missing one, and reported as such.
    const fields = objectFieldsNamed(file, "LWM2MVersion").filter(({ value }) => value !== "");
    return checkEnumeration(fields, enumeration);
  },
};

const enumeration = {
  values: enablerVersions,
  inWords: "1.0, 1.1 or 1.2",
  guess: (folded: string) => meanings.get(folded),
};
