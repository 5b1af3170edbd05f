import { isMeasured, type Behavior, type Subject, type ValueRule } from "./behavior.js";
import { bandsByUnit, quantityOf, type Band, type Quantity } from "./bands.js";
import { batteryLevel, decimalsFor, growing, settled, wandering } from "./curves.js";
import { extreme, extremeFacts } from "./extremes.js";
import { along } from "./fit.js";
import { boundsOf } from "./limits.js";
import { placeOf } from "./places.js";
import { fractionOf } from "./seed.js";
import { wave } from "./wave.js";

/** Units in which things are added up, with what is usual for a second. */
const paces: Readonly<Partial<Record<string, number>>> = {
  Wh: 0.02,
  kWh: 0.000_05,
  Ws: 60,
  J: 60,
  varh: 0.004,
  kvarh: 0.000_01,
  vars: 12,
  VAh: 0.02,
  kVAh: 0.000_05,
  VAs: 60,
  m3: 0.000_05,
  l: 0.05,
  beats: 1.2,
  count: 0.05,
};

/** Units of durations, with the seconds that they last. */
const durations: Readonly<Partial<Record<string, number>>> = { s: 1, ms: 0.001, min: 60, h: 3600, EL: 1 };

/** Names of resources that say nothing without the name of their object, such as "Sensor Value". */
const generalName = /^(?:sensor value|set ?point value|(?:[xyz] value)|(?:min|max) (?:measured|range|[xyz]) value)$/iu;

const countedName =
  /\bcount(?:er|ed)?s?\b|counter|\btotal|cumul|number of|received|\bsent\b|packets|frames|bytes|attempts|requests|tries|cycles|times\b|energy|mileage/iu;
const boundName = /\bmax|\bmin|limit|capacity|threshold|size|memory|supported|period|interval|\btime\b/iu;
/** What happens some times a month, not some times a minute. */
const seldom = /fail|sag|swell|error|loss|alarm|derating|shutdown|fault|cycles|start|switch/iu;
const trouble = /error|fault|alarm|failure|cause|result|warning|alert/iu;

/** How the value of a number comes about, by what its definition says. The first row that applies counts. */
export const numberRules: readonly ValueRule[] = [
  {
    about: "the smallest and largest value of a sensor follow the sensor",
    applies: ({ object, resource }) => extremeFacts(object, resource) !== undefined,
    make: (subject) => {
      const facts = extremeFacts(subject.object, subject.resource);
      return facts === undefined ? settled(subject, 0) : extreme(subject, facts);
    },
  },
  {
    about: "latitudes are near the device's place",
    applies: ({ resource }) => resource.units === "lat" || /latitude/iu.test(resource.name),
    make: (subject) => nearby(subject, placeOf(subject.endpoint).latitude),
  },
  {
    about: "longitudes are near the device's place",
    applies: ({ resource }) => resource.units === "lon" || /longitude/iu.test(resource.name),
    make: (subject) => nearby(subject, placeOf(subject.endpoint).longitude),
  },
  {
    about: "batteries drain and are charged",
    applies: (subject) =>
      isMeasured(subject) &&
      /battery|remaining/iu.test(subject.resource.name) &&
      ["/100", "%", "%EL"].includes(subject.resource.units),
    make: batteryLevel,
  },
  {
    about: "the ends of a sensor's range are far outside what is usual",
    applies: ({ resource }) => /^(?:min|max)(?:imum)? range\b/iu.test(resource.name),
    make: (subject) => {
      const { center, spread, reach } = bandOf(subject) ?? { center: 50, spread: 5 };
      const [min, max] = reach ?? [center - 10 * spread, center + 10 * spread];
      const lowest = center >= 0 && reach === undefined ? Math.max(0, min) : min;
      return settled(subject, /^min/iu.test(subject.resource.name) ? lowest : max, decimalsFor(spread));
    },
  },
  {
    about: "operating times run",
    applies: (subject) =>
      isMeasured(subject) &&
      /up ?time|operating (?:hours|time)|on.?time|running time/iu.test(subject.resource.name) &&
      subject.resource.type !== "Time",
    make: (subject) => {
      const unit = 1000 * (durations[subject.resource.units] ?? 1);
      return along(subject, ({ sampledAt }) => Math.max(0, sampledAt - subject.startedAt) / unit, 1);
    },
  },
  {
    about: "reboots are counted",
    applies: (subject) => isMeasured(subject) && /reboot|restart/iu.test(subject.resource.name),
    make: (subject) => along(subject, () => subject.reboots),
  },
  {
    about: "what is added up only grows",
    applies: (subject) => isMeasured(subject) && paces[subject.resource.units] !== undefined,
    make: (subject) => growing(subject, paces[subject.resource.units] ?? 1, 3),
  },
  {
    about: "what is counted only grows",
    applies: (subject) =>
      isMeasured(subject) && countedName.test(subject.resource.name) && !boundName.test(subject.resource.name),
    make: (subject) => {
      if (subject.resource.units === "B") return growing(subject, 20);
      return growing(subject, seldom.test(subject.resource.name) ? 0.000_01 : 0.01);
    },
  },
  {
    about: "of listed numbers, or a few whole ones, one is chosen; no trouble where that is possible",
    applies: (subject) => choicesOf(subject) !== undefined,
    make: (subject) => {
      const choices = choicesOf(subject) ?? [0];
      const index = trouble.test(subject.resource.name) ? 0 : Math.floor(fractionOf(subject.seed, 0) * choices.length);
      return settled(subject, choices[index] ?? 0);
    },
  },
  {
    about: "thresholds are at the edges of what is usual",
    applies: (subject) => thresholdSide(subject) !== undefined && bandOf(subject) !== undefined,
    make: (subject) => {
      const { center, spread } = bandOf(subject) ?? { center: 0, spread: 0 };
      return settled(subject, center + 2 * spread * (thresholdSide(subject) ?? 0), decimalsFor(spread));
    },
  },
  {
    about: "samples are taken at whole seconds",
    applies: ({ resource }) => /^fractional timestamp/iu.test(resource.name),
    make: (subject) => settled(subject, 0),
  },
  {
    about: "durations are round numbers",
    applies: ({ resource }) => durations[resource.units] !== undefined,
    make: (subject) => settled(subject, [10, 30, 60, 300][Math.floor(4 * fractionOf(subject.seed, 0))] ?? 60),
  },
  {
    about: "measured quantities wander around what is usual for them",
    applies: (subject) => isMeasured(subject) && bandOf(subject) !== undefined && !isCode(subject),
    make: (subject) => wandering(subject, bandOf(subject) ?? { center: 0, spread: 0 }),
  },
  {
    about: "settings of a quantity are what is usual",
    applies: (subject) => bandOf(subject) !== undefined,
    make: (subject) => settled(subject, Math.round(bandOf(subject)?.center ?? 0)),
  },
  {
    about: "measured numbers that nothing is known of wander",
    applies: (subject) => isMeasured(subject) && subject.resource.type === "Float",
    make: (subject) => wandering(subject, { center: 20, spread: 4 }),
  },
  {
    about: "anything else is a small number, and no trouble",
    applies: () => true,
    make: (subject) => {
      const isQuiet = trouble.test(subject.resource.name) || /status|state/iu.test(subject.resource.name);
      return settled(subject, isQuiet ? 0 : 1 + Math.floor(20 * fractionOf(subject.seed, 0)));
    },
  },
];

/** Some ten meters around. */
function nearby(subject: Subject, degrees: number): Behavior {
  return along(subject, ({ sampledAt }) => degrees + 0.000_2 * wave(subject.seed, sampledAt / 1000, 1800), 6);
}

/** The quantity that the unit, the resource's name or the object's name speaks of, and what is usual for it. */
function bandOf(subject: Subject): Band | undefined {
  const band = usualBand(subject);
  const bounds = boundsOf(subject.range);
  if (bounds?.kind !== "interval") return band;
  const { min, max } = bounds;
  if (band !== undefined && min <= band.center - band.spread && band.center + band.spread <= max) return band;
  // A range as wide as a 16-bit number tells the size of a field, not what is usual.
  if (max - min >= 65_535) return band === undefined ? undefined : { center: Math.max(min, band.center), spread: 0 };
  return { center: (min + max) / 2, spread: (max - min) / 8 };
}

function usualBand({ object, resource }: Subject): Band | undefined {
  const quantity = quantityNamed(object.name, resource.name);
  if (resource.units === "") return quantity && (quantity.band ?? bandsByUnit[quantity.units]);
  return quantity?.units === resource.units && quantity.band !== undefined
    ? quantity.band
    : bandsByUnit[resource.units];
}

function quantityNamed(objectName: string, resourceName: string): Quantity | undefined {
  return generalName.test(resourceName) ? quantityOf(objectName) : quantityOf(resourceName);
}

/** The unit of a sensor's value where only the names tell it; for "Sensor Units". */
export function unitsOfSensor({ object }: Subject): string | undefined {
  const sensor = object.resources.find(({ id }) => id === 5700);
  if (sensor !== undefined && sensor.units !== "") return sensor.units;
  return quantityOf(object.name)?.units;
}

/** True for a whole number that nothing says to be a quantity: a code, an identifier. */
function isCode(subject: Subject): boolean {
  const { type, units, name } = subject.resource;
  return (
    type !== "Float" && units === "" && usualBand(subject) === undefined && !/level|quality|usage|load/iu.test(name)
  );
}

/** Above or below what is usual; undefined for what is no threshold. */
function thresholdSide({ resource: { name } }: Subject): 1 | -1 | undefined {
  if (!/threshold|accuracy|alarm|\blimit/iu.test(name)) return undefined;
  return /low|min|under|less/iu.test(name) ? -1 : 1;
}

/** The numbers of a list, or of an interval that is short enough to be one. */
function choicesOf({ range, resource }: Subject): readonly number[] | undefined {
  const bounds = boundsOf(range);
  if (bounds?.kind === "numbers") return bounds.items;
  if (bounds === undefined || resource.type === "Float" || resource.units !== "") return undefined;
  const { min, max } = bounds;
  if (max - min > 16) return undefined;
  return Array.from({ length: max - min + 1 }, (_, index) => min + index);
}
