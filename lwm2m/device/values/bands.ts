/** Where the values of a quantity usually are: around `center`, seldom farther than `spread` away. */
export interface Band {
  readonly center: number;
  readonly spread: number;
  /** The smallest and the largest value that a sensor can measure; ten times the spread around the center unless told. */
  readonly reach?: readonly [min: number, max: number];
}

function around(center: number, spread: number, ...reach: [] | [min: number, max: number]): Band {
  return reach.length === 0 ? { center, spread } : { center, spread, reach };
}

/** What is usual by the unit of a resource. A unit that is not here says too little: a second may be anything. */
export const bandsByUnit: Readonly<Partial<Record<string, Band>>> = {
  Cel: around(20, 3, -40, 125),
  K: around(293, 3, 233, 398),
  "%RH": around(45, 8, 0, 100),
  "%EL": around(80, 10, 0, 100),
  "/100": around(45, 15, 0, 100),
  "%": around(45, 15, 0, 100),
  "/1000": around(450, 100),
  "/": around(0.5, 0.2, 0, 1),
  lx: around(400, 150),
  Pa: around(101_325, 400),
  hPa: around(1013, 4),
  V: around(3.3, 0.1),
  mV: around(3300, 100),
  A: around(0.8, 0.2),
  mA: around(12, 3),
  W: around(60, 20),
  kW: around(1.2, 0.4),
  VA: around(70, 20),
  kVA: around(1.4, 0.4),
  var: around(12, 4),
  kvar: around(0.3, 0.1),
  Hz: around(50, 0.05),
  MHz: around(868, 0.1),
  dB: around(12, 4),
  dBm: around(-85, 8),
  dBW: around(-115, 8),
  Bspl: around(4.5, 0.6),
  m: around(2, 0.5),
  cm: around(80, 20),
  mm: around(40, 10),
  km: around(120, 5),
  "m/s": around(1.5, 0.7),
  "m/s2": around(0, 0.4),
  "km/h": around(30, 10),
  "m/h": around(1800, 600),
  "m3/s": around(0.02, 0.005),
  "l/s": around(2, 0.5),
  deg: around(180, 60, 0, 360),
  rad: around(0.4, 0.2),
  pH: around(7.2, 0.3, 0, 14),
  ppm: around(420, 60),
  ppb: around(25, 8),
  ppt: around(35, 1),
  "ug/m3": around(14, 5),
  "mg/l": around(6, 2),
  "S/m": around(0.05, 0.01),
  NTU: around(2, 0.8),
  kg: around(12, 1),
  g: around(350, 40),
  N: around(20, 4),
  lm: around(800, 100),
  cd: around(60, 10),
  "cd/m2": around(250, 50),
  "W/m2": around(320, 120),
  "beat/min": around(72, 8),
  "1/min": around(1500, 60),
  "1/s": around(5, 1),
  "bit/s": around(9600, 0),
  "Mbit/s": around(20, 6),
  "B/s": around(1200, 300),
  "MB/s": around(2.5, 0.8),
  T: around(0.000_045, 0.000_003),
  Ohm: around(1000, 40),
  B: around(4096, 512),
  KiB: around(256, 32),
  GB: around(16, 0.5),
  Ah: around(2.4, 0.1),
  ms: around(120, 30),
  C: around(45, 5),
};

/** A quantity that a name tells, and its unit in SenML's terms. */
export interface Quantity {
  readonly words: RegExp;
  readonly units: string;
  /** Where the unit's own is not usual for this quantity. */
  readonly band?: Band;
}

/** Names of resources and objects that tell what is measured, the more telling ones first. */
const quantities: readonly Quantity[] = [
  { words: /colou?r ?temp|cct/iu, units: "K", band: around(4000, 200) },
  { words: /temp(?:erature)?\b|temperature|wbgt/iu, units: "Cel" },
  { words: /humidity/iu, units: "%RH" },
  { words: /illuminance|\blux\b|light level/iu, units: "lx" },
  { words: /barometer|atmospheric/iu, units: "Pa" },
  { words: /pressure/iu, units: "Pa", band: around(250_000, 8000) },
  { words: /power ?factor/iu, units: "/", band: around(0.92, 0.04, 0, 1) },
  { words: /rsrp/iu, units: "dBm", band: around(-95, 8) },
  { words: /rsrq/iu, units: "dB", band: around(-11, 2) },
  { words: /rssi|signal strength|rx power/iu, units: "dBm" },
  { words: /\bsnr\b|sinr|signal.to.noise/iu, units: "dB" },
  { words: /battery|cell volt/iu, units: "V", band: around(3.7, 0.1) },
  { words: /mains|phase|\bL[123]\b|meter voltage|voltage (?:sag|swell|cut)/iu, units: "V", band: around(230, 3) },
  { words: /voltage/iu, units: "V" },
  { words: /current\b(?! (?:time|state|status|position))/iu, units: "A" },
  { words: /frequency/iu, units: "Hz" },
  { words: /apparent/iu, units: "VA" },
  { words: /reactive/iu, units: "var" },
  { words: /power/iu, units: "W" },
  { words: /altitude/iu, units: "m", band: around(40, 1) },
  { words: /depth|distance/iu, units: "m" },
  { words: /loudness|noise|sound/iu, units: "dB", band: around(48, 8) },
  { words: /co2|carbon dioxide/iu, units: "ppm", band: around(620, 150) },
  { words: /concentration|\bco\b/iu, units: "ppm", band: around(9, 3) },
  { words: /acidity|\bph\b/iu, units: "pH" },
  { words: /conductivity/iu, units: "S/m" },
  { words: /direction|compass|heading|bearing|azimuth/iu, units: "deg" },
  { words: /gyro/iu, units: "rad/s", band: around(0, 0.05) },
  { words: /accelero|acceleration/iu, units: "m/s2" },
  { words: /magneto/iu, units: "T" },
  { words: /load|weight/iu, units: "kg" },
  { words: /speed|velocity/iu, units: "m/s" },
  { words: /percent|level|duty|utili[sz]ation/iu, units: "/100" },
  { words: /rate/iu, units: "1/s" },
];

/** The quantity that a name speaks of, if it does. */
export function quantityOf(name: string): Quantity | undefined {
  return quantities.find(({ words }) => words.test(name));
}
