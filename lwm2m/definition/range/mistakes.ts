import { span } from "../../base/span.js";
import { readLabels } from "./labels.js";
import { meanings, type Meaning } from "./meanings.js";
import type { Range, RangeProblem, RangeProblemCode } from "./model.js";
import type { Letter, Token } from "./tokens.js";

/** What is wrong with a text outside the grammar, and the best reading of it. */
export interface Mistake {
  readonly problem: RangeProblem;
  readonly value: Range;
}

/** A form that people write instead of a RangeEnumeration. */
interface Form {
  readonly code: RangeProblemCode;
  /** The letters of its tokens. */
  readonly shape: RegExp;
  /** The letters of the tokens to point at; without them it is all of the text. */
  readonly wrong?: readonly Letter[];
  readonly means?: Meaning;
}

/** The tokens that a unit word consists of. */
const unit: readonly Letter[] = ["b", "u", "(", ")"];

/** The first form that fits wins. */
const forms: readonly Form[] = [
  { code: "unit-word", shape: /^n[bu]?[.d\-t]n(?:[bu]|\([bu]\))$|^n[bu][.d\-t]n$/u, wrong: unit, means: "interval" },
  { code: "unit-word", shape: /^n(?:,n)*(?:b|\(b\))$/u, wrong: unit, means: "numbers" },
  // What `8 bit` allows depends on the type.
  { code: "unit-word", shape: /^n(?:,n)*(?:u|\(u\))$/u, wrong: unit },
  { code: "three-dots", shape: /^ndn$/u, wrong: ["d"], means: "interval" },
  { code: "separator", shape: /^n[-t:]n$/u, wrong: ["-", "t", ":"], means: "interval" },
  { code: "mixed-list", shape: /^(?:n(?:[.d]n)?[,;])*n[.d]n(?:[,;]n(?:[.d]n)?)*$/u, means: "written-out" },
  { code: "semicolon", shape: /^n(?:[,;]n)+$/u, means: "numbers" },
  { code: "semicolon", shape: /^[nbuwqr]+(?:;[nbuwqr]+)+$/u, means: "texts" },
  { code: "quotes", shape: /^[qQ](?:[,;][qQ])*$/u, means: "texts" },
  { code: "brackets", shape: /^\(n[.d\-t:]n\)$/u, means: "interval" },
  // Two numbers in brackets with a comma may be a range or a list.
  { code: "brackets", shape: /^\(n(?:,n){2,}\)$/u, means: "numbers" },
  { code: "brackets", shape: /^\(.*\)$/u },
  { code: "open-ended", shape: /^(?:n[.d]|[.d]n)$/u },
  { code: "number-form", shape: /^[no](?:\.[no]|(?:,[no])*)$/u, wrong: ["o"] },
  { code: "empty-item", shape: /^,*n(?:,+n)*,*$/u, means: "numbers" },
  { code: "empty-item", shape: /^,*q(?:,+q)*,*$/u, means: "texts" },
  { code: "comparison", shape: /</u },
  { code: "free-text", shape: /^n(?:(?:[,r]n)+|(?:-n){2,})[bu]?$/u, means: "numbers" },
  { code: "unquoted-text", shape: /^[nbuwqtr]+(?:,[nbuwqtr]+)+$/u, means: "texts" },
];

/** Names the mistake in a text that is no RangeEnumeration; what no known form fits is free text. */
export function findMistake(text: string, tokens: readonly Token[]): Mistake {
  const labels = readLabels(text);
  if (labels !== undefined) return mistake("labels", tokens, meanings.labels(labels));
  const shape = tokens.map(({ letter }) => letter).join("");
  const form = forms.find((candidate) => candidate.shape.test(shape));
  if (form === undefined) return mistake("free-text", tokens, { value: { kind: "empty" } });
  const { code, wrong, means } = form;
  const places = wrong === undefined ? tokens : tokens.filter(({ letter }) => wrong.includes(letter));
  return mistake(code, places, means === undefined ? { value: { kind: "empty" } } : meanings[means](tokens, text));
}

function mistake(
  code: RangeProblemCode,
  places: readonly Token[],
  { value, replacement }: { readonly value: Range; readonly replacement?: string },
): Mistake {
  const place = span(places[0]?.start ?? 0, places.at(-1)?.end ?? 0);
  return { problem: { code, span: place, ...(replacement === undefined ? {} : { replacement }) }, value };
}
