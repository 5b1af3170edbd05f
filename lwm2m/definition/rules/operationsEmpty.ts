import { allItems } from "../definitionFile.js";
import { isReusableText } from "../registry/reusable.js";
import { objectIdOf } from "./identity.js";
import { changed, itemExample } from "./example.js";
import type { Rule } from "./rule.js";

/**
 * OMA's objects that are in part for a Bootstrap-Server alone: Security, Server, Event Log, OSCORE and COSE. All 136
 * empty Operations in published files (13 files, four of them the newest versions) are theirs, so that the rule has
 * nothing to say about the registry.
 */
const bootstrapObjects: ReadonlySet<number | undefined> = new Set([0, 1, 20, 21, 23]);

/** Points at resources that no LwM2M Server can reach. */
export const operationsEmpty: Rule = {
  id: "operations-empty",
  level: "info",
  title: "Operations is empty only where a Bootstrap-Server alone has access.",
  explanation:
    "With empty Operations a LwM2M Server can neither read, write nor execute the resource; a Bootstrap-Server writes it " +
    "once, as it does with keys and addresses in object 0. In an ordinary object nobody has use for that, and mostly the " +
    "operations were just forgotten.\n\n" +
    "In the registry 136 resources have empty Operations, all of them in the objects 0, 1, 20, 21 and 23, about which " +
    "the rule says nothing.",
  source: "LwM2M TS 1.2 Appendix D.1",
  bad: changed(itemExample({ Operations: "" }), "<Operations>", "<«Operations»>"),
  good: itemExample({ Operations: "R" }),
  *check(file, ctx) {
    for (const item of allItems(file)) {
      const field = item.field("Operations");
      if (field?.value !== "" || field.element.damaged) continue;
      if (bootstrapObjects.has(objectIdOf(item.object)) || isReusableText(item, "Operations", ctx.registry)) continue;
      yield { span: field.span, message: "Write R, W, RW or E, unless only a Bootstrap-Server may have access." };
    }
  },
};
