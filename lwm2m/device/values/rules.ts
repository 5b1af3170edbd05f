import type { ResourceType } from "../../definition/structure.js";
import type { Behavior, Subject, ValueRule } from "./behavior.js";
import { numberRules } from "./numberRules.js";
import { booleanRules, linkRules } from "./otherRules.js";
import { opaqueRules, textRules } from "./textRules.js";
import { timeRules } from "./timeRules.js";

const rulesByType: Readonly<Record<ResourceType, readonly ValueRule[]>> = {
  String: textRules,
  Integer: numberRules,
  "Unsigned Integer": numberRules,
  Float: numberRules,
  Boolean: booleanRules,
  Opaque: opaqueRules,
  Time: timeRules,
  Objlnk: linkRules,
  Corelnk: linkRules,
};

/** A plausible behavior for a resource that nothing particular is known of. */
export function plausible(subject: Subject): Behavior {
  const rule = rulesByType[subject.resource.type].find(({ applies }) => applies(subject));
  if (rule === undefined) throw new Error(`No rule makes values of type ${subject.resource.type}.`);
  return rule.make(subject);
}
