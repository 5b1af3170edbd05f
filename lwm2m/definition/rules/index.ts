import type { Rule } from "./rule.js";

/** All rules, in the order of the rule pages. */
export const rules: readonly Rule[] = [];
