import { allItems } from "../definitionFile.js";
import { resourceIdClass } from "../ids.js";
import { itemExample } from "./example.js";
import type { Rule } from "./rule.js";

/** Finds resource IDs above all ranges. A window of private resource IDs in the configuration silences it. */
export const resourceIdUndefined: Rule = {
  id: "resource-id-undefined",
  level: "error",
  title: "A resource ID is 32768 at most.",
  explanation:
    "LwM2M gives IDs a meaning up to 32768: 0 to 2047 are the object's own, 2048 to 26240 are reusable resources that " +
    "OMA registers, 26241 to 32768 are free for private use. Leshan refuses an object with a higher one.\n\n" +
    "No published object has such a resource.",
  source: "LwM2M TS 1.2 §7.3",
  bad: itemExample({ id: "«40000»" }),
  good: itemExample({ id: "0" }),
  *check(file, ctx) {
    for (const { id, resourceId } of allItems(file)) {
      if (id === undefined || resourceId === undefined || ctx.isPrivateResourceId(resourceId)) continue;
      if (resourceIdClass(resourceId)?.kind !== "undefined") continue;
      yield {
        span: id.valueSpan,
        message:
          "Write an ID from 0 to 2047 for a resource of this object alone, or from 26241 to 32768 for private use.",
      };
    }
  },
};
