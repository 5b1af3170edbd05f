/** The lines of a comment, counted from 0, both included. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** A comment with nothing but an XML declaration before it. */
const leadingComment = /^\uFEFF?\s*(?:<\?xml[^?]*\?>\s*)?(?=<!--)/u;

/** The license header of a file: a comment of several lines at its top that speaks of a license or a copyright. */
export function licenseHeader(text: string): LineRange | undefined {
  const start = leadingComment.exec(text)?.[0].length;
  if (start === undefined) return undefined;
  const end = text.indexOf("-->", start);
  if (end === -1 || !/licen[cs]e|copyright/iu.test(text.slice(start, end))) return undefined;
  const first = lineOf(text, start);
  const last = lineOf(text, end);
  return last > first ? { first, last } : undefined;
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length - 1;
}
