import { rules } from "./rules/index.js";
import type { ValidationOptions } from "./validate.js";

/**
 * Judges a file as OMA will when it is submitted: every rule with an OMA number counts, whatever level the user has
 * given it, in spite of comments that switch it off and of private ID windows, of which OMA knows nothing.
 */
export function submissionOptions(options: ValidationOptions): ValidationOptions {
  const levels = new Map(options.levels);
  for (const rule of rules) {
    if (rule.oma === undefined || (levels.get(rule.id) ?? rule.level) !== "off") continue;
    if (rule.level === "off") levels.set(rule.id, "hint");
    else levels.delete(rule.id);
  }
  return {
    ...options,
    levels,
    isPrivateObjectId: () => false,
    isPrivateResourceId: () => false,
    isSuppressible: (rule) => rule.oma === undefined,
  };
}
