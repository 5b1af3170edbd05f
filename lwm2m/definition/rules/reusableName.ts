import { setText } from "../edits.js";
import { usableReusableResources } from "../registry/lookup.js";
import { itemExample } from "./example.js";
import { quote } from "../../base/quote.js";
import { reusableDifferences, reusableExample, reusableReason } from "./reusableFields.js";
import type { Rule } from "./rule.js";

/** Checks the names of reusable resources. */
export const reusableName: Rule = {
  id: "reusable-name",
  oma: 460,
  level: "error",
  title: "A reusable resource has the name that OMA's Common.xml gives it.",
  explanation:
    `${reusableReason}\n\n` +
    "What the resource means in this object in particular belongs into Description2. If the name is right, the ID may be " +
    "the one of another resource. Case and blanks count. All published files keep the names of Common.xml.",
  source: "OMA validation error 460; OMA's Common.xml",
  bad: itemExample({ ...reusableExample, Name: "«Horizontal Position»" }),
  good: itemExample(reusableExample),
  *check(file, ctx) {
    for (const { field, resource, published } of reusableDifferences(file, ctx, "Name")) {
      const { value, span, element } = field;
      const meant = usableReusableResources(ctx.registry).find(({ name }) => name === value);
      const instead = value === "" ? "" : ` instead of ${quote(value)}`;
      const orId = meant === undefined ? "" : `, or use ID ${meant.id}`;
      yield {
        span,
        message: `OMA's Common.xml names reusable resource ${resource.id} “${published}”; write that${instead}${orId}.`,
        fixes: [
          {
            title: `Write ${published}`,
            edits: [setText(element, published)],
            isSafe: folded(value) === folded(published),
          },
        ],
      };
    }
  },
};

/** A name by its letters and digits. */
function folded(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
