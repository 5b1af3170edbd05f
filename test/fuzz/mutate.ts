import type { SeededRandom } from "../fixtures/seededRandom.js";

/** What people and accidents put into a definition. */
const fragments = [
  "<",
  ">",
  "</",
  "/>",
  "&",
  '"',
  "'",
  "=",
  "<!--",
  "-->",
  "<![CDATA[",
  "]]>",
  "<?",
  "?>",
  "<!DOCTYPE x [",
  "<Na",
  "<Item",
  '<Item ID="',
  '<Item ID="57',
  "</Item>",
  "<Item></Item>",
  "<Resources>",
  "</LWM2M>",
  "<LWM2M>",
  "<Object",
  "<!-- lwm2m-disable-next-line ",
  "lwm2m-disable-next-line",
  "\r",
  "\n",
  "\r\n",
  "\t",
  "\u0000",
  "\ufeff",
  "😀",
  "\ud800",
  "°",
  "0-100",
  "1..",
  "99999999999999999999",
  "Unsigned Integer",
  "$1${2:x}|",
] as const;

/** A change of a text: what stands from `start` to `end` becomes `newText`. */
export interface Mutation {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** A random change: something is typed, deleted, doubled or moved. Often beside markup, where it hurts. */
export function mutation(text: string, random: SeededRandom): Mutation {
  const start = placeIn(text, random);
  const length = random.pick([0, 0, 1, 1, 2, 5, random.below(200)]);
  const end = Math.min(text.length, start + length);
  const newText = random.pick(["", "", random.pick(fragments), random.pick(fragments), pieceOf(text, random)]);
  return { start, end, newText };
}

/** A place in a text, every other time beside markup. */
export function placeIn(text: string, random: SeededRandom): number {
  const anywhere = random.below(text.length + 1);
  if (random.below(2) === 0) return anywhere;
  const markup = text.indexOf(random.pick(["<", ">", '"', "\n", "</"]), anywhere);
  return markup === -1 ? anywhere : Math.min(text.length, markup + random.below(3));
}

function pieceOf(text: string, random: SeededRandom): string {
  const start = placeIn(text, random);
  return text.slice(start, start + random.below(120));
}

export function mutated(text: string, { start, end, newText }: Mutation): string {
  return text.slice(0, start) + newText + text.slice(end);
}
