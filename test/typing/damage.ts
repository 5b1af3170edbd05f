import { definitionVocabulary } from "../../lwm2m/definition/structure.js";
import { allElements } from "../../lwm2m/definition/xml/query.js";
import type { XmlDocument, XmlElement, XmlNode } from "../../lwm2m/definition/xml/tree.js";
import type { SeededRandom } from "../fixtures/seededRandom.js";

/** One change of a text: `removed` code units at `at` give way to `inserted`. */
export interface Change {
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}

/** A state that a text passes while somebody writes it; undefined if the text has no place for it. */
export interface TypingState {
  readonly name: string;
  readonly damage: (doc: XmlDocument, random: SeededRandom) => Change | undefined;
}

/** The states in which a parser for an editor must stand its ground. */
export const typingStates: readonly TypingState[] = [
  { name: "cut short", damage: cutShort },
  { name: "end tag deleted", damage: endTagDeleted },
  { name: "> of a start tag deleted", damage: startTagEndDeleted },
  { name: "closing quote deleted", damage: quoteDeleted },
  { name: "stray < in text", damage: (doc, random) => insertIntoText(doc, random, "<") },
  { name: "<Na before an element", damage: tagBegun },
  { name: "stray & in text", damage: (doc, random) => insertIntoText(doc, random, "&") },
  { name: "misspelled end tag", damage: endTagMisspelled },
  { name: "< of a start tag deleted", damage: startTagStartDeleted },
  { name: "lone </", damage: loneEndTag },
];

/** The text after a change. */
export function applyChange(text: string, { at, removed, inserted }: Change): string {
  return text.slice(0, at) + inserted + text.slice(at + removed);
}

function deletion(at: number, removed: number): Change {
  return { at, removed, inserted: "" };
}

function insertion(at: number, inserted: string): Change {
  return { at, removed: 0, inserted };
}

function pickFrom<T>(values: readonly T[], random: SeededRandom): T | undefined {
  return values[random.below(values.length)];
}

function cutShort({ text }: XmlDocument, random: SeededRandom): Change {
  const at = 1 + random.below(text.length - 1);
  return deletion(at, text.length - at);
}

/** Elements with an end tag. */
function closedElements(doc: XmlDocument): { element: XmlElement; closeStart: number }[] {
  return [...allElements(doc)].flatMap((element) => {
    const { closeStart } = element;
    return closeStart === undefined ? [] : [{ element, closeStart }];
  });
}

function endTagDeleted(doc: XmlDocument, random: SeededRandom): Change | undefined {
  const found = pickFrom(closedElements(doc), random);
  return found && deletion(found.closeStart, found.element.end - found.closeStart);
}

function startTagEndDeleted(doc: XmlDocument, random: SeededRandom): Change | undefined {
  const element = pickFrom([...allElements(doc)], random);
  return element && deletion(element.openEnd - 1, 1);
}

function quoteDeleted(doc: XmlDocument, random: SeededRandom): Change | undefined {
  const attributes = [...allElements(doc)].flatMap((element) => element.attributes);
  const attribute = pickFrom(attributes, random);
  return attribute && deletion(attribute.valueSpan.end, 1);
}

function insertIntoText(doc: XmlDocument, random: SeededRandom, inserted: string): Change | undefined {
  const isContent = (node: XmlNode): boolean =>
    node.kind === "text" && doc.text.slice(node.start, node.end).trim() !== "";
  const texts = [...allElements(doc)].flatMap((element) => element.children.filter(isContent));
  const text = pickFrom(texts, random);
  return text && insertion(text.start + random.below(text.end - text.start + 1), inserted);
}

function tagBegun(doc: XmlDocument, random: SeededRandom): Change | undefined {
  const element = pickFrom([...allElements(doc)], random);
  const name = pickFrom([...definitionVocabulary.children.keys()], random);
  if (element === undefined || name === undefined) return undefined;
  const begun = `<${name.slice(0, 1 + random.below(name.length))}`;
  return insertion(element.start, begun + random.pick(["", " ", "\n", "\n        "]));
}

function endTagMisspelled(doc: XmlDocument, random: SeededRandom): Change | undefined {
  const found = pickFrom(closedElements(doc), random);
  if (found === undefined) return undefined;
  const { name } = found.element;
  const place = random.below(name.length);
  const at = found.closeStart + 2 + place;
  const letter = String.fromCharCode(97 + random.below(26));
  const swapped = name
    .slice(place, place + 2)
    .split("")
    .reverse()
    .join("");
  const changes = [deletion(at, 1), insertion(at, letter), { at, removed: 1, inserted: letter }];
  const change = pickFrom([...changes, { at, removed: swapped.length, inserted: swapped }], random);
  const unchanged = change && applyChange(doc.text, change) === doc.text;
  return unchanged ? insertion(at, "x") : change;
}

function startTagStartDeleted(doc: XmlDocument, random: SeededRandom): Change | undefined {
  const element = pickFrom([...allElements(doc)], random);
  return element && deletion(element.start, 1);
}

function loneEndTag(doc: XmlDocument, random: SeededRandom): Change | undefined {
  if (random.below(2) === 0) return insertIntoText(doc, random, "</");
  const element = pickFrom([...allElements(doc)], random);
  return element && insertion(element.start, "</" + random.pick(["", " ", "\n"]));
}
