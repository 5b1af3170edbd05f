/** A half-open range of a text, in UTF-16 code units as the editor counts them. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The span from `start` to `end`. */
export function span(start: number, end: number): Span {
  return { start, end };
}

/** True if `offset` is inside the span or at one of its edges, where a caret still belongs to it. */
export function touches(target: Span, offset: number): boolean {
  return target.start <= offset && offset <= target.end;
}
