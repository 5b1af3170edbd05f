import type { Span } from "../../base/span.js";
import type { XmlProblem, XmlProblemCode } from "./tree.js";

/** A text with more damage than this is not XML; further problems would only hide the first. */
const maximumProblems = 200;

/** Collects the problems of one text, up to a cap. */
export class ProblemList {
  readonly #problems: XmlProblem[] = [];

  add(
    code: XmlProblemCode,
    span: Span,
    message: string,
    details: Partial<Pick<XmlProblem, "related" | "repair">> = {},
  ): void {
    if (this.#problems.length >= maximumProblems) return;
    this.#problems.push({ code, span, message, related: [], ...details });
  }

  /** All problems in the order of the text. */
  sorted(): readonly XmlProblem[] {
    return this.#problems.toSorted((a, b) => a.span.start - b.span.start);
  }
}
