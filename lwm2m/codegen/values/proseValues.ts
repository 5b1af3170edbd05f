import type { ResourceDefinition } from "../../definition/model.js";
import type { Limits } from "../model.js";

/**
 * A number with what parts it from its meaning, at the start of a line or of an item, or behind what may part entries:
 * a comma, a semicolon, a colon, a bracket, the end of a sentence, `and`, `or`.
 */
const entry =
  /(?<=^|^- |[,;:(.]\s?|[,;] (?:and|or) |\s(?:and|or) )(?<number>-?(?:0|[1-9][0-9]{0,8}))\s?(?<sign>[:=]|\.(?= ))\s?(?=[^\s:=])/gu;

/** Whatever looks like the number of an entry, or like several in one: `4-7 =`, `0,1 =`, `<0:`, `bit 3:`, `00:15`. */
const numberBeforeSign = /(?<![\p{L}\p{N}_])[0-9]+[\])]?\s?[:=]/gu;

/** A number that starts an item of a list, whatever follows it. */
const numberedItem = /^- [([]{0,2}-?[0-9]+/u;

/** Several values in one entry. */
const several = /[0-9]\s?(?:-|–|\.{2,3}|,|to)\s?-?[0-9]+[\])]?\s?[:=]/u;

/** The numbers of bits, of instances or of a mask are no values. */
const places = /\b(?:bits?|bitwise|bit-?mask|mask|lsb|msb|inst(?:ance)?\s[0-9])\b/iu;

/** Words of lists that are open: more values may come, or may be there already. */
const open =
  /\b(?:reserved|vendor|proprietary|custom|specific|additional|future|further|etc|examples?|implement\w*|(?:other|more) values)\b|\be\.\s?g\b|\u2026|\.\.\./iu;

/**
 * The values that the description of an integer lists, `0: off, 1: on`, ascending; undefined unless the list can be read in
 * one way only and is closed. It is closed if its values are all that the range allows. Where there is no range, they have
 * to follow each other from -1, 0 or 1, and nothing in the text may say that there are more. Lists with full stops, `1. on`,
 * are steps to take as often as values and need a range.
 */
export function valuesInProse(
  { type, range: written }: ResourceDefinition,
  description: readonly string[],
  { range, values: listed }: Limits,
): readonly number[] | undefined {
  if ((type !== "Integer" && type !== "Unsigned Integer") || listed !== undefined) return undefined;
  if (written !== "" && range === undefined) return undefined;
  const found = description.flatMap(entriesOf);
  const values = [...new Set(found.map(({ value }) => value))].sort((a, b) => a - b);
  const [least] = values;
  const most = values.at(-1);
  const [sign] = found.map((one) => one.sign);
  if (least === undefined || most === undefined || values.length < 2 || values.length < found.length) return undefined;
  if (found.some((one) => one.sign !== sign) || most - least + 1 !== values.length) return undefined;
  if (description.some((line) => isUnclear(line))) return undefined;
  if (range !== undefined) return range.min === least && range.max === most ? values : undefined;
  const startsAsUsual = least >= -1 && least <= 1;
  return startsAsUsual && sign !== "." && !description.some((line) => open.test(line)) ? values : undefined;
}

interface Entry {
  readonly value: number;
  readonly sign: string;
}

function entriesOf(line: string): readonly Entry[] {
  return (
    [...line.matchAll(entry)]
      .map(({ groups }) => ({ value: Number(groups?.["number"]), sign: groups?.["sign"] ?? "" }))
      // Inside a line a full stop ends a sentence.
      .filter(({ sign }, index) => sign !== "." || (index === 0 && line.startsWith("- ")))
  );
}

/** Whether there are numbers that a person might take for values and this reader does not. */
function isUnclear(line: string): boolean {
  const entries = entriesOf(line);
  const signs = entries.filter(({ sign }) => sign !== ".").length;
  if (Array.from(line.matchAll(numberBeforeSign)).length > signs) return true;
  if (numberedItem.test(line) && entries.length === 0) return true;
  return several.test(line) || places.test(line);
}
