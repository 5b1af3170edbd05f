import { maximumDepth, maximumItems, maximumProblems, type Item, type ItemProblem, type ReadItem } from "./item.js";

/** How far the reading of a payload has come. */
export interface Reading {
  /** In bytes from the start. */
  pos: number;
  /** Items so far. */
  count: number;
  /** Set by what ends the reading. */
  isOver: boolean;
  readonly problems: ItemProblem[];
}

/** A reading at its start. */
export function startReading(): Reading {
  return { pos: 0, count: 0, isOver: false, problems: [] };
}

/** Takes note of a problem. One more than is listed is kept, so that it shows that there are more. */
export function note(
  { problems }: { readonly problems: { readonly offset: number; readonly message: string }[] },
  offset: number,
  message: string,
): void {
  if (problems.length <= maximumProblems) problems.push({ offset, message });
}

/** Ends the reading with a problem. */
export function stop(reading: Reading, offset: number, message: string): void {
  if (!reading.isOver) note(reading, offset, message);
  reading.isOver = true;
}

/** Counts an item that begins; false, and the reading ends, if it is nested too deep or one too many. */
export function mayBegin(reading: Reading, offset: number, depth: number): boolean {
  if (depth > maximumDepth) stop(reading, offset, `This is nested deeper than ${String(maximumDepth)} levels.`);
  else if (++reading.count > maximumItems) stop(reading, offset, tooMany());
  return !reading.isOver;
}

/** What a payload of too many items is told. */
export function tooMany(): string {
  return `The payload has more than ${String(maximumItems)} items; the rest is not read.`;
}

/** What came of a reading. */
export function readingResult({ pos, problems, isOver }: Reading, item: Item | undefined): ReadItem {
  return { ...(item === undefined ? {} : { item }), end: pos, problems, isCut: isOver };
}
