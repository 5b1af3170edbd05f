import type { Span } from "../../base/span.js";
import type { XmlProblem, XmlProblemCode } from "./tree.js";

/** A text with more damage than this is not XML; further problems would only hide the first. */
const maximumProblems = 200;

/** What a problem may carry besides its place and its message. */
export type ProblemDetails = Partial<Pick<XmlProblem, "related" | "repair">>;

/** Collects the problems of one text, up to a cap. */
export class ProblemList {
  readonly #problems: XmlProblem[] = [];

  get count(): number {
    return this.#problems.length;
  }

  add(code: XmlProblemCode, span: Span, message: string, details: ProblemDetails = {}): void {
    this.addAll([{ code, span, message, related: [], ...details }]);
  }

  addAll(problems: readonly XmlProblem[]): void {
    this.#problems.push(...problems.slice(0, maximumProblems - this.#problems.length));
  }

  /** All problems in the order of the text. */
  sorted(): readonly XmlProblem[] {
    return this.#problems.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  }
}

/** The repair that inserts a text. */
export function insertion(at: number, text: string, title = `Insert ${text}`): NonNullable<XmlProblem["repair"]> {
  return { title, span: { start: at, end: at }, text };
}

/** The repair that writes another text in place of a span. */
export function replacement(span: Span, text: string, title = `Write ${text}`): NonNullable<XmlProblem["repair"]> {
  return { title, span, text };
}

/** The repair that removes a span. */
export function removal(span: Span, what: string): NonNullable<XmlProblem["repair"]> {
  return { title: `Remove ${what}`, span, text: "" };
}
