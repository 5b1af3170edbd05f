import type { Rule } from "./rule.js";
import { xmlSyntax } from "./xmlSyntax.js";

/** All rules, in the order of the rule pages. */
export const rules: readonly Rule[] = [xmlSyntax];
