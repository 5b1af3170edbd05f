import { fromUtf8 } from "../../base/bytes.js";
import type { Random } from "../../base/random.js";
import { formatDecimal } from "../../definition/decimal.js";
import type { ResourceDefinition } from "../../definition/model.js";
import type { Range } from "../../definition/range.js";
import { allowedValues } from "../checkValue.js";
import type { Value } from "../value.js";
import { integerLimits } from "../valueText.js";

/** A random value that the definition allows, its type and range; undefined for a resource that holds no value. */
export function plausibleValue(resource: ResourceDefinition, random: Random): Value | undefined {
  const { type } = resource;
  if (type === undefined) return undefined;
  const range = allowedValues(resource);
  switch (type) {
    case "String":
      return { type, value: range.kind === "texts" ? pick(range.items, random).text : text(range, random) };
    case "Integer":
    case "Unsigned Integer":
    case "Time":
      return { type, value: integer(type, range, random) };
    case "Float":
      return { type, value: float(range, random) };
    case "Boolean":
      return { type, value: random.fraction() < 0.5 };
    case "Opaque":
      return { type, value: random.bytes(length(range, random)) };
    case "Objlnk":
      return { type, value: { objectId: below(65536, random), objectInstanceId: below(65536, random) } };
    case "Corelnk":
      return { type, value: `</${below(1000, random)}/${below(3, random)}>` };
  }
}

function below(limit: number, random: Random): number {
  return Math.floor(random.fraction() * limit);
}

function pick<T>(items: readonly T[], random: Random): T {
  const [item] = items.slice(below(items.length, random));
  if (item === undefined) throw new Error("Nothing to pick from.");
  return item;
}

/** A whole number from `min` to `max`; half of the time near an edge, where codecs change their length. */
function between(min: bigint, max: bigint, random: Random): bigint {
  const edges = [
    min,
    max,
    min + 1n,
    max - 1n,
    0n,
    127n,
    128n,
    -129n,
    255n,
    32768n,
    2n ** 31n,
    2n ** 53n + 1n,
    -(2n ** 40n),
  ];
  const inside = edges.filter((edge) => edge >= min && edge <= max);
  if (random.fraction() < 0.5) return pick(inside, random);
  const wide = random.bytes(8).reduce((value, byte) => value * 256n + BigInt(byte), 0n);
  return min + (wide % (max - min + 1n));
}

function integer(type: "Integer" | "Unsigned Integer" | "Time", range: Range, random: Random): bigint {
  const { min: lowest, max: highest } = integerLimits[type === "Time" ? "Integer" : type];
  if (range.kind === "numbers") return BigInt(formatDecimal(pick(range.items, random).number));
  if (range.kind !== "interval") return between(lowest, highest, random);
  const min = BigInt(Math.ceil(Number(formatDecimal(range.min.number))));
  const max = BigInt(Math.floor(Number(formatDecimal(range.max.number))));
  return between(min < lowest ? lowest : min, max > highest ? highest : max, random);
}

function float(range: Range, random: Random): number {
  if (range.kind === "numbers") return Number(formatDecimal(pick(range.items, random).number));
  const isShort = random.fraction() < 0.5;
  const [min, max] =
    range.kind === "interval"
      ? [Number(formatDecimal(range.min.number)), Number(formatDecimal(range.max.number))]
      : [-1e9, 1e9];
  const value = min + random.fraction() * (max - min);
  const short = Math.fround(value);
  return isShort && short >= min && short <= max ? short : value;
}

/** A length in octets that the range allows, without one a short one. */
function length(range: Range, random: Random): number {
  if (range.kind === "numbers") return Number(formatDecimal(pick(range.items, random).number));
  if (range.kind !== "interval") return below(40, random);
  const min = Number(formatDecimal(range.min.number));
  const max = Number(formatDecimal(range.max.number));
  return min + below(Math.min(max - min, 300) + 1, random);
}

const letters = ["a", "Z", "7", " ", '"', "\\", "/", "é", "€", "😀", "\n", "\u0001"] as const;

/** A text of a length in octets that the range allows, with letters of one to four octets. */
function text(range: Range, random: Random): string {
  const wanted = length(range, random);
  let result = "";
  for (let octets = 0; octets < wanted;) {
    const letter = pick(letters, random);
    const size = fromUtf8(letter).length;
    if (octets + size > wanted) continue;
    result += letter;
    octets += size;
  }
  return result;
}
