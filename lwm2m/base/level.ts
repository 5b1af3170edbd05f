/** How serious a finding is, the most serious first. */
export const levels = ["error", "warning", "info", "hint"] as const;

/** The level of a finding that is shown. */
export type Level = (typeof levels)[number];

/** The level of a rule, which may also be switched off. */
export type RuleLevel = Level | "off";

/** True if `value` names a level or `off`. */
export function isRuleLevel(value: unknown): value is RuleLevel {
  return value === "off" || levels.some((level) => level === value);
}
