import type { Edit } from "../../lwm2m/definition/rules/rule.js";

/** The one edit that turns a text into another, without what is the same at both ends; undefined if all is. */
export function changedPart(before: string, after: string): Edit | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let front = 0;
  while (front < shorter && before[front] === after[front]) front++;
  let back = 0;
  while (back < shorter - front && before[before.length - 1 - back] === after[after.length - 1 - back]) back++;
  return { start: front, end: before.length - back, newText: after.slice(front, after.length - back) };
}
