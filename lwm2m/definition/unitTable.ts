/**
 * The units that an object definition may name: the registry of SenML units (RFC 8428 §12.1, secondary units RFC 8798),
 * as of February 2026, and OMA's own list of additions. Symbols are case-sensitive.
 */
export interface Unit {
  readonly unit: string;
  /** What one of it is, in a few words. */
  readonly meaning: string;
  /** True if the registry advises against the unit for new designs. */
  readonly isDiscouraged?: true;
  /** For a secondary unit: the unit that it scales. */
  readonly primary?: string;
  /** A value in the primary unit is `value × multiply ÷ divide + offset`; they default to 1, 1 and 0. */
  readonly multiply?: number;
  readonly divide?: number;
  readonly offset?: number;
}

/** RFC 8428 §12.1. */
export const primaryUnits = [
  { unit: "m", meaning: "meter" },
  { unit: "kg", meaning: "kilogram" },
  { unit: "g", meaning: "gram", isDiscouraged: true },
  { unit: "s", meaning: "second" },
  { unit: "A", meaning: "ampere" },
  { unit: "K", meaning: "kelvin" },
  { unit: "cd", meaning: "candela" },
  { unit: "mol", meaning: "mole" },
  { unit: "Hz", meaning: "hertz" },
  { unit: "rad", meaning: "radian" },
  { unit: "sr", meaning: "steradian" },
  { unit: "N", meaning: "newton" },
  { unit: "Pa", meaning: "pascal" },
  { unit: "J", meaning: "joule" },
  { unit: "W", meaning: "watt" },
  { unit: "C", meaning: "coulomb" },
  { unit: "V", meaning: "volt" },
  { unit: "F", meaning: "farad" },
  { unit: "Ohm", meaning: "ohm" },
  { unit: "S", meaning: "siemens" },
  { unit: "Wb", meaning: "weber" },
  { unit: "T", meaning: "tesla" },
  { unit: "H", meaning: "henry" },
  { unit: "Cel", meaning: "degree Celsius" },
  { unit: "lm", meaning: "lumen" },
  { unit: "lx", meaning: "lux" },
  { unit: "Bq", meaning: "becquerel" },
  { unit: "Gy", meaning: "gray" },
  { unit: "Sv", meaning: "sievert" },
  { unit: "kat", meaning: "katal" },
  { unit: "m2", meaning: "square meter" },
  { unit: "m3", meaning: "cubic meter" },
  { unit: "l", meaning: "liter", isDiscouraged: true },
  { unit: "m/s", meaning: "meter per second" },
  { unit: "m/s2", meaning: "meter per second squared" },
  { unit: "m3/s", meaning: "cubic meter per second" },
  { unit: "l/s", meaning: "liter per second", isDiscouraged: true },
  { unit: "W/m2", meaning: "watt per square meter" },
  { unit: "cd/m2", meaning: "candela per square meter" },
  { unit: "bit", meaning: "bit" },
  { unit: "bit/s", meaning: "bit per second" },
  { unit: "lat", meaning: "degree of latitude" },
  { unit: "lon", meaning: "degree of longitude" },
  { unit: "pH", meaning: "pH value of acidity" },
  { unit: "dB", meaning: "decibel" },
  { unit: "dBW", meaning: "decibel relative to 1 W" },
  { unit: "Bspl", meaning: "bel of sound pressure", isDiscouraged: true },
  { unit: "count", meaning: "counter value" },
  { unit: "/", meaning: "ratio from 0 to 1, for example the value of a switch" },
  { unit: "%", meaning: "ratio from 0 to 1, as /; not 0 to 100", isDiscouraged: true },
  { unit: "%RH", meaning: "percent of relative humidity" },
  { unit: "%EL", meaning: "percent of battery energy left" },
  { unit: "EL", meaning: "seconds of battery energy left" },
  { unit: "1/s", meaning: "events per second" },
  { unit: "1/min", meaning: "events per minute", isDiscouraged: true },
  { unit: "beat/min", meaning: "heart beats per minute", isDiscouraged: true },
  { unit: "beats", meaning: "heart beats", isDiscouraged: true },
  { unit: "S/m", meaning: "siemens per meter" },
  { unit: "B", meaning: "byte" },
  { unit: "VA", meaning: "volt-ampere" },
  { unit: "VAs", meaning: "volt-ampere second" },
  { unit: "var", meaning: "volt-ampere reactive" },
  { unit: "vars", meaning: "volt-ampere-reactive second" },
  { unit: "J/m", meaning: "joule per meter" },
  { unit: "kg/m3", meaning: "kilogram per cubic meter" },
  { unit: "deg", meaning: "degree of an angle", isDiscouraged: true },
  { unit: "NTU", meaning: "nephelometric turbidity unit" },
] as const satisfies readonly Unit[];

/** RFC 8798 and later additions: units that scale a primary one. */
export const secondaryUnits = [
  { unit: "ms", meaning: "millisecond", primary: "s", divide: 1000 },
  { unit: "min", meaning: "minute", primary: "s", multiply: 60 },
  { unit: "h", meaning: "hour", primary: "s", multiply: 3600 },
  { unit: "MHz", meaning: "megahertz", primary: "Hz", multiply: 1_000_000 },
  { unit: "kW", meaning: "kilowatt", primary: "W", multiply: 1000 },
  { unit: "kVA", meaning: "kilovolt-ampere", primary: "VA", multiply: 1000 },
  { unit: "kvar", meaning: "kilovar", primary: "var", multiply: 1000 },
  { unit: "Ah", meaning: "ampere-hour", primary: "C", multiply: 3600 },
  { unit: "Wh", meaning: "watt-hour", primary: "J", multiply: 3600 },
  { unit: "kWh", meaning: "kilowatt-hour", primary: "J", multiply: 3_600_000 },
  { unit: "varh", meaning: "var-hour", primary: "vars", multiply: 3600 },
  { unit: "kvarh", meaning: "kilovar-hour", primary: "vars", multiply: 3_600_000 },
  { unit: "kVAh", meaning: "kilovolt-ampere-hour", primary: "VAs", multiply: 3_600_000 },
  { unit: "Wh/km", meaning: "watt-hour per kilometer", primary: "J/m", multiply: 18, divide: 5 },
  { unit: "KiB", meaning: "kibibyte", primary: "B", multiply: 1024 },
  { unit: "GB", meaning: "gigabyte", primary: "B", multiply: 1_000_000_000 },
  { unit: "Mbit/s", meaning: "megabit per second", primary: "bit/s", multiply: 1_000_000 },
  { unit: "B/s", meaning: "byte per second", primary: "bit/s", multiply: 8 },
  { unit: "MB/s", meaning: "megabyte per second", primary: "bit/s", multiply: 8_000_000 },
  { unit: "mV", meaning: "millivolt", primary: "V", divide: 1000 },
  { unit: "mA", meaning: "milliampere", primary: "A", divide: 1000 },
  { unit: "dBm", meaning: "decibel relative to 1 mW", primary: "dBW", multiply: 1, offset: -30 },
  { unit: "ug/m3", meaning: "microgram per cubic meter", primary: "kg/m3", divide: 1_000_000_000 },
  { unit: "mm/h", meaning: "millimeter per hour", primary: "m/s", divide: 3_600_000 },
  { unit: "m/h", meaning: "meter per hour", primary: "m/s", divide: 3600 },
  { unit: "ppm", meaning: "parts per million", primary: "/", divide: 1_000_000 },
  { unit: "/100", meaning: "percent", primary: "/", divide: 100 },
  { unit: "/1000", meaning: "permille", primary: "/", divide: 1000 },
  { unit: "hPa", meaning: "hectopascal", primary: "Pa", multiply: 100 },
  { unit: "mm", meaning: "millimeter", primary: "m", divide: 1000 },
  { unit: "cm", meaning: "centimeter", primary: "m", divide: 100 },
  { unit: "km", meaning: "kilometer", primary: "m", multiply: 1000 },
  { unit: "km/h", meaning: "kilometer per hour", primary: "m/s", multiply: 5, divide: 18 },
  { unit: "ppb", meaning: "parts per billion", primary: "/", divide: 1_000_000_000 },
  { unit: "ppt", meaning: "parts per trillion", primary: "/", divide: 1_000_000_000_000 },
  { unit: "VAh", meaning: "volt-ampere-hour", primary: "VAs", multiply: 3600 },
  { unit: "mg/l", meaning: "milligram per liter", primary: "kg/m3", divide: 1000 },
  { unit: "ug/l", meaning: "microgram per liter", primary: "kg/m3", divide: 1_000_000 },
  { unit: "g/l", meaning: "gram per liter", primary: "kg/m3", multiply: 1 },
] as const satisfies readonly Unit[];

/** OMA's additions to SenML. */
export const omaUnits = [{ unit: "Ws", meaning: "watt second" }] as const satisfies readonly Unit[];

/** The symbol of a unit of these lists. */
export type UnitSymbol = (typeof primaryUnits | typeof secondaryUnits | typeof omaUnits)[number]["unit"];
