import { units, type UnitSymbol } from "./units.js";
import { isOneEditAway } from "./xml/similarity.js";

/** A unit that somebody may have meant. */
export interface UnitSuggestion {
  readonly unit: string;
  /** True if it is of the same size for certain, so that every value keeps its meaning. */
  readonly isSameSize: boolean;
}

/** Spellings of a unit of the same size, in lower case without blanks. Names and plurals come from the unit table. */
const spellings: Readonly<Partial<Record<UnitSymbol, readonly string[]>>> = {
  "bit/s": ["bps", "bits/s", "bitpersec", "bit/sec", "bits/sec"],
  "Mbit/s": ["mbps", "mbits/s", "mbit/sec", "mbit"],
  "B/s": ["bytes/s", "byte/s", "bytes/sec"],
  bit: ["bits"],
  B: ["octet", "octets"],
  GB: ["gbyte", "gbytes"],
  s: ["sec", "secs", "sec."],
  ms: ["msec", "msecs", "millis"],
  min: ["mins"],
  h: ["hr", "hrs"],
  deg: ["degree", "degrees", "°"],
  Cel: ["celsius", "°c", "degc", "degreescelsius", "degreecelsius", "degree(celsius)", "centigrade"],
  K: ["kelvins", "°k"],
  "/100": ["percentage", "pct"],
  "/1000": ["‰"],
  "/": ["ratio"],
  "%RH": ["rh%", "rh", "relativehumidity"],
  "1/min": ["rpm"],
  "beat/min": ["bpm"],
  "ug/m3": ["µg/m3", "μg/m3", "µg/m³", "μg/m³"],
  "ug/l": ["µg/l", "μg/l"],
  m2: ["m²", "m^2", "sqm"],
  m3: ["m³", "m^3"],
  "m/s2": ["m/s²", "m/s^2"],
  "m3/s": ["m³/s", "m^3/s"],
  "kg/m3": ["kg/m³", "kg/m^3"],
  "W/m2": ["w/m²", "w/m^2"],
  "cd/m2": ["cd/m²", "cd/m^2"],
  "km/h": ["kmh", "kph"],
  m: ["metre", "metres"],
  mm: ["millimetre", "millimetres"],
  cm: ["centimetre", "centimetres"],
  km: ["kilometre", "kilometres"],
  l: ["litre", "litres"],
  A: ["amp", "amps"],
  Ohm: ["ω"],
  lx: ["luxes"],
  count: ["counts", "counter"],
};

/** Sizes that SenML lacks, in lower case, and what comes nearest; values must be converted. */
const nearest: ReadonlyMap<string, readonly UnitSymbol[]> = new Map<string, readonly UnitSymbol[]>([
  ["kb", ["KiB", "B"]],
  ["kbyte", ["KiB", "B"]],
  ["kbytes", ["KiB", "B"]],
  ["kilobyte", ["KiB", "B"]],
  ["kilobytes", ["KiB", "B"]],
  ["mb", ["GB", "KiB", "B"]],
  ["mib", ["KiB", "GB"]],
  ["mbyte", ["GB", "KiB", "B"]],
  ["megabyte", ["GB", "KiB", "B"]],
  ["megabytes", ["GB", "KiB", "B"]],
  ["kbps", ["bit/s", "Mbit/s"]],
  ["kbit/s", ["bit/s", "Mbit/s"]],
  ["gbps", ["Mbit/s"]],
  ["gbit/s", ["Mbit/s"]],
  ["khz", ["Hz", "MHz"]],
  ["ghz", ["MHz"]],
  ["kpa", ["Pa", "hPa"]],
  ["bar", ["hPa", "Pa"]],
  ["mbar", ["hPa", "Pa"]],
  ["l/min", ["l/s"]],
  ["lpm", ["l/s"]],
  ["l/h", ["l/s"]],
  ["mw", ["W", "kW"]],
  ["fahrenheit", ["Cel"]],
  ["°f", ["Cel"]],
  ["us", ["ms", "s"]],
  ["days", ["h", "s"]],
  ["day", ["h", "s"]],
]);

const bySpelling: ReadonlyMap<string, string> = new Map([
  ...units.flatMap(({ unit, meaning }) => [meaning, `${meaning}s`].map((name): [string, string] => [fold(name), unit])),
  ...Object.entries(spellings).flatMap(([unit, texts]) => texts.map((text): [string, string] => [text, unit])),
]);

/** The units that a text may stand for which is no unit symbol, the likeliest first. */
export function suggestUnits(text: string): readonly UnitSuggestion[] {
  const folded = fold(text);
  const spelled = bySpelling.get(folded);
  if (spelled !== undefined) return [{ unit: spelled, isSameSize: true }];
  const near = nearest.get(folded);
  if (near !== undefined) return near.map((unit) => ({ unit, isSameSize: false }));
  const otherCase = units.filter(({ unit }) => unit !== text && unit.toLowerCase() === folded);
  if (otherCase.length > 0) {
    return otherCase.map(({ unit }) => ({ unit, isSameSize: otherCase.length === 1 && !mayBePrefix(text, unit) }));
  }
  if (text.length < 3) return [];
  return units.filter(({ unit }) => isOneEditAway(unit, text)).map(({ unit }) => ({ unit, isSameSize: false }));
}

/** `MV` may be megavolts as well as a slip for `mV`. */
function mayBePrefix(text: string, unit: string): boolean {
  return unit.length > 1 && text[0] !== unit[0] && /^m/iu.test(text);
}

function fold(text: string): string {
  return text.replace(/\s+/gu, "").toLowerCase();
}
