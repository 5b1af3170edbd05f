import { allItems, parseId } from "../definitionFile.js";
import { objectIdClass, resourceIdClass } from "../ids.js";
import { itemExample } from "./example.js";
import { reusableExample, reusableReason } from "./reusableFields.js";
import type { Rule } from "./rule.js";

/** Checks that reusable resources are registered. */
export const reusableUnknown: Rule = {
  id: "reusable-unknown",
  oma: 450,
  level: "error",
  title: "A resource with an ID from 2048 to 26240 is one of OMA's reusable resources.",
  explanation:
    `${reusableReason}\n\n` +
    "Nobody may assign such an ID to themselves; OMA registers new reusable resources on request. A resource that only this " +
    "object has takes an ID below 2048. In an object that will not be published, with an ID outside of the published " +
    "classes or inside a private window, this is a warning.",
  source: "OMA validation error 450; LwM2M TS 1.2 §7.3, OMA's classes of resource IDs",
  bad: itemExample({ id: "«2048»" }),
  good: itemExample(reusableExample),
  *check(file, ctx) {
    // Without a registry nothing is known, and everything would be called unknown.
    if (ctx.registry.reusableResources.length === 0) return;
    for (const { id, resourceId, object } of allItems(file)) {
      if (id === undefined || resourceId === undefined || resourceIdClass(resourceId)?.kind !== "reusable") continue;
      if (ctx.registry.reusableResource(resourceId) !== undefined || ctx.isPrivateResourceId(resourceId)) continue;
      const objectId = parseId(object.field("ObjectID")?.value);
      const isPublished = objectId !== undefined && !ctx.isPrivateObjectId(objectId) && isPublishedId(objectId);
      yield {
        span: id.valueSpan,
        message:
          `${resourceId} is not in OMA's Common.xml; use a reusable resource that is, ` +
          "or an ID below 2048 for a resource of this object.",
        level: isPublished ? "error" : "warning",
      };
    }
  },
};

/** True in the classes whose objects OMA publishes. */
function isPublishedId(objectId: number): boolean {
  const kind = objectIdClass(objectId)?.kind;
  return kind === "oma" || kind === "ipso" || kind === "ext" || kind === "registered";
}
