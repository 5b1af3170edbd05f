import { setText } from "../edits.js";
import { isReusableText } from "../registry/reusable.js";
import { itemExample } from "./example.js";
import { itemFieldsNamed, soundValue } from "./fields.js";
import type { Rule } from "./rule.js";

/** Points at units of points in time. */
export const unitsOnTime: Rule = {
  id: "units-on-time",
  level: "info",
  title: "A Time has no unit.",
  explanation:
    "The type Time is a number of seconds since 1 January 1970 UTC. The unit s repeats that, and any other unit " +
    "contradicts it. A duration in seconds or milliseconds is an Integer with that unit.\n\n" +
    "Four of the newest published objects write s behind a Time: 3410, 3412, 3430 and 3446.",
  source: "LwM2M TS 1.2 Appendix C",
  bad: itemExample({ Type: "Time", Units: "«s»" }),
  good: itemExample({ Type: "Time", Units: "" }),
  *check(file, ctx) {
    for (const { item, value, span, element } of itemFieldsNamed(file, "Units")) {
      if (value === "" || soundValue(item.field("Type")) !== "Time") continue;
      if (item.field("Operations")?.value === "E" || isReusableText(item, "Units", ctx.registry)) continue;
      const isImplied = value === "s";
      const message = isImplied
        ? "Leave Units empty; a Time is always in seconds."
        : "Leave Units empty, or write Integer into Type; a Time is always in seconds.";
      yield { span, message, fixes: [{ title: "Empty Units", edits: [setText(element, "")], isSafe: isImplied }] };
    }
  },
};
