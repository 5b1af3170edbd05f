import { rememberLast } from "../../base/rememberLast.js";
import { span, type Span } from "../../base/span.js";
import { allItems, type DefinitionFile, type Field, type ItemNode } from "../definitionFile.js";
import { compareDecimals } from "../decimal.js";
import { setText } from "../edits.js";
import { parseRange, type ParsedRange, type RangeProblem, type RangeProblemCode } from "../range.js";
import { isReusableText } from "../registry/reusable.js";
import { resourceTypes, type ResourceType } from "../structure.js";
import type { Finding, Fix, RuleContext } from "./rule.js";

/** What the rules about RangeEnumeration share: they read each range once, and say the same about reusable resources. */

/** The RangeEnumeration of a resource. */
export interface ItemRange {
  readonly item: ItemNode;
  readonly field: Field;
  /** Its spans are offsets in `field.raw`; `placeOf` turns them into places of the text. */
  readonly parsed: ParsedRange;
  /** Undefined if there is no type, or an unknown one. */
  readonly type: ResourceType | undefined;
  readonly isExecutable: boolean;
}

/** The ranges of all resources that have one, in the order of the text; most have an empty element. */
const itemRanges = rememberLast((file: DefinitionFile): readonly ItemRange[] => {
  const ranges: ItemRange[] = [];
  for (const item of allItems(file)) {
    const field = item.field("RangeEnumeration");
    if (field !== undefined && field.raw !== "" && !field.element.damaged) ranges.push(itemRange(item, field));
  }
  return ranges;
});

function itemRange(item: ItemNode, field: Field): ItemRange {
  const typeText = item.field("Type")?.value;
  const type = resourceTypes.find(({ value }) => value === typeText)?.value;
  const isExecutable = item.field("Operations")?.value === "E";
  return { item, field, parsed: parseRange(field.raw), type, isExecutable };
}

/** A mistake in a range. */
export interface FoundProblem {
  readonly range: ItemRange;
  readonly problem: RangeProblem;
}

/**
 * The problems of these kinds, in the order of the text. Executable resources are left out: theirs is that they have a
 * range at all.
 */
export function* rangeProblems(
  file: DefinitionFile,
  codes: readonly RangeProblemCode[],
  options?: { readonly withExecutable: true },
): Generator<FoundProblem> {
  for (const range of itemRanges(file)) {
    if (range.isExecutable && options === undefined) continue;
    for (const problem of range.parsed.problems) {
      if (codes.includes(problem.code)) yield { range, problem };
    }
  }
}

/** The ranges inside the grammar that limit a value; rules about their meaning look at no others. */
export function* soundRanges(file: DefinitionFile): Generator<ItemRange> {
  for (const range of itemRanges(file)) {
    const { value, problems } = range.parsed;
    const isSound = problems.every(({ code }) => code === "blank");
    if (isSound && value.kind !== "empty" && !range.isExecutable) yield range;
  }
}

/** The place in the text of a part of a range; the whole value where references or CDATA sections blur it. */
export function placeOf({ field }: ItemRange, part: Span): Span {
  const { raw, value, contentSpan, isVerbatim } = field;
  if (value === "") return contentSpan;
  if (!isVerbatim) return field.span;
  const shift = field.span.start - (raw.length - raw.trimStart().length);
  const place = span(part.start + shift, part.end + shift);
  return contentSpan.start <= place.start && place.end <= contentSpan.end ? place : field.span;
}

/** What a rule has to say about a range, in one sentence. */
export interface RangeMessage {
  /** The wrong part, as an offset in the raw text; all of the value if it is left out. */
  readonly part?: Span;
  readonly message: string;
  readonly fixes?: readonly Fix[];
}

/**
 * A finding about a range. Where the text is that of the reusable resource in Common.xml, changing it would break OMA's
 * rule 463: the finding becomes a hint without a fix that says so.
 */
export function rangeFinding(range: ItemRange, ctx: RuleContext, { part, message, fixes }: RangeMessage): Finding {
  const place = part === undefined ? range.field.span : placeOf(range, part);
  if (!isReusableText(range.item, "RangeEnumeration", ctx.registry)) {
    return { span: place, message, ...(fixes === undefined ? {} : { fixes }) };
  }
  const why = "but leave it as it is here, for Common.xml has the same text and OMA must change that first";
  return { span: place, level: "hint", message: message.replace(/\.$/u, `; ${why}.`) };
}

/** A fix that gives a range another text. */
export function writeRange(range: ItemRange, text: string, isSafe: boolean): Fix {
  const title = text === "" ? "Empty RangeEnumeration" : `Write ${text}`;
  return { title, edits: [setText(range.field.element, text)], isSafe };
}

/** True if the range, as it was read, has its lower bound first, so that rewriting it makes no new mistake. */
export function isUpright({ parsed: { value } }: ItemRange): boolean {
  return value.kind === "interval" && compareDecimals(value.min.number, value.max.number) <= 0;
}
