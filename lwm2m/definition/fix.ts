import type { Diagnostic, Edit, Fix } from "./rules/rule.js";

/** The text with all edits made. Edits must not overlap; insertions at one place keep their order. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = "";
  let from = 0;
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    result += text.slice(from, edit.start) + edit.newText;
    from = edit.end;
  }
  return result + text.slice(from);
}

/**
 * The fixes that can be applied together, earlier ones first. A fix is taken with all of its edits or not at all;
 * two fixes that insert at the same place exclude each other, as nobody knows their order.
 */
export function compatibleFixes(fixes: Iterable<Fix>): readonly Fix[] {
  const taken: Edit[] = [];
  const chosen: Fix[] = [];
  for (const fix of fixes) {
    if (fix.edits.some((edit) => collides(taken, edit))) continue;
    for (const edit of fix.edits) taken.splice(insertionPoint(taken, edit), 0, edit);
    chosen.push(fix);
  }
  return chosen;
}

/** Where `edit` belongs in edits that are sorted and do not overlap. */
function insertionPoint(sorted: readonly Edit[], edit: Edit): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = sorted[middle];
    if (other !== undefined && (other.start - edit.start || other.end - edit.end) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function collides(sorted: readonly Edit[], edit: Edit): boolean {
  const at = insertionPoint(sorted, edit);
  const before = sorted[at - 1];
  const after = sorted[at];
  if (before !== undefined && before.end > edit.start) return true;
  if (after === undefined) return false;
  return after.start < edit.end || (after.start === edit.start && after.end === edit.end);
}

/** What "fix all" may apply for a diagnostic unasked: its first fix, if that one is safe. */
export function safeFix(diagnostic: Diagnostic): Fix | undefined {
  const first = diagnostic.fixes[0];
  return first?.isSafe === true ? first : undefined;
}
