import { allElements } from "../../lwm2m/definition/xml/query.js";
import type { XmlDocument, XmlElement } from "../../lwm2m/definition/xml/tree.js";
import type { Change } from "./damage.js";

/** The share of the elements behind the damage that must be found as they were. */
const requiredShare = 0.95;

/**
 * Why the tree of a damaged text cannot be worked with; undefined if it can. Everything before the damage must be as
 * it was, the elements around the caret must be open there, and of the elements behind the damage nearly all must have
 * their name, range and parent.
 */
export function whyUnusable(original: XmlDocument, damaged: XmlDocument, change: Change): string | undefined {
  const found = new Map([...allElements(damaged)].map((element) => [element.start, element]));
  const move = mover(change);
  const behind = change.at + change.removed;
  let wanted = 0;
  let kept = 0;
  for (const element of allElements(original)) {
    const match = found.get(element.end <= change.at ? element.start : move(element.start));
    if (element.end <= change.at) {
      if (!isSame(element, match, unmoved)) return `lost <${element.name}> before the damage`;
    } else if (isOpenAt(element, change.at)) {
      if (!isAround(element, match, change, move)) return `lost <${element.name}> around the caret`;
    } else if (element.start >= behind) {
      wanted++;
      if (isSame(element, match, move)) kept++;
    }
  }
  return kept >= wanted * requiredShare ? undefined : `kept ${kept} of ${wanted} elements behind the damage`;
}

type Move = (offset: number) => number;

/** Where an offset of the original text is in the damaged one. */
function mover({ at, removed, inserted }: Change): Move {
  return (offset) => (offset < at ? offset : Math.max(at, offset - removed) + inserted.length);
}

/** An element that ends where the text was inserted is not behind it. */
const unmoved: Move = (offset) => offset;

function isOpenAt(element: XmlElement, at: number): boolean {
  return element.openEnd <= at && element.closeStart !== undefined && at <= element.closeStart;
}

function isSame(element: XmlElement, match: XmlElement | undefined, move: Move): boolean {
  return match?.name === element.name && match.end === move(element.end) && hasSameParent(element, match, move);
}

function isAround(element: XmlElement, match: XmlElement | undefined, change: Change, move: Move): boolean {
  return match?.name === element.name && match.end >= change.at && hasSameParent(element, match, move);
}

function hasSameParent({ parent }: XmlElement, match: XmlElement, move: Move): boolean {
  if (parent === undefined) return match.parent === undefined;
  return match.parent?.name === parent.name && match.parent.start === move(parent.start);
}
