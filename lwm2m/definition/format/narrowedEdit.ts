import type { Edit } from "../rules/rule.js";

/** The edit that turns `old`, which stands at `start`, into `newText`, without what is the same at their front. */
export function narrowedEdit(old: string, start: number, newText: string): Edit {
  let same = 0;
  while (same < old.length && same < newText.length && old[same] === newText[same]) same++;
  return { start: start + same, end: start + old.length, newText: newText.slice(same) };
}
