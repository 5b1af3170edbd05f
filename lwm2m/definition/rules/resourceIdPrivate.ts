import { allItems } from "../definitionFile.js";
import { resourceIdClass } from "../ids.js";
import { itemExample } from "./example.js";
import type { Rule } from "./rule.js";

/** Points at private resource IDs. A window of private resource IDs in the configuration silences it. */
export const resourceIdPrivate: Rule = {
  id: "resource-id-private",
  level: "info",
  title: "A resource ID from 26241 to 32768 is private.",
  explanation:
    "Anybody may use these IDs inside an object without asking, and may mean something else than you do. They suit " +
    "additions of your own to a device. A definition that others are to use takes 0 to 2047.\n\n" +
    "Declare the IDs as private in lwm2m.config.json to silence the rule. No published object has such a resource.",
  source: "LwM2M TS 1.2 §7.3",
  bad: itemExample({ id: "«26241»" }),
  good: itemExample({ id: "1" }),
  *check(file, ctx) {
    for (const { id, resourceId } of allItems(file)) {
      if (id === undefined || resourceId === undefined || ctx.isPrivateResourceId(resourceId)) continue;
      if (resourceIdClass(resourceId)?.kind !== "private") continue;
      yield {
        span: id.valueSpan,
        message: `Write an ID from 0 to 2047 if others are to use the object; ${resourceId} is for private use.`,
      };
    }
  },
};
