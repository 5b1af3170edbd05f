import { findLabels } from "../../../lwm2m/definition/range/labels.js";

/** Longer explanations are sentences, not the name of a value. */
const longestMeaning = 80;

/** What the values mean that a description lists, as `0: off, 1: on`. */
export function meanings(description: string): ReadonlyMap<string, string> {
  const labels = findLabels(description).toSorted((a, b) => a.start - b.start);
  const found = new Map<string, string>();
  for (const [index, { value, end }] of labels.entries()) {
    const text = description.slice(end, labels[index + 1]?.start);
    const meaning = text.replace(/^\s*[:=]\s*/u, "").split(/[\n;,.](?:\s|$)/u)[0] ?? "";
    const short = meaning.replaceAll(/\s+/gu, " ").trim();
    if (short !== "" && short.length <= longestMeaning && !found.has(`${value}`)) found.set(`${value}`, short);
  }
  return found;
}
