import { pickOf, seedOf } from "./seed.js";

/** Where a device may stand. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
  /** Meters above the sea. */
  readonly altitude: number;
  readonly timezone: string;
  /** In winter; a device without a time zone database keeps it. */
  readonly utcOffset: string;
}

/** Squares and parks of towns: nobody's home. */
const places: readonly [Place, ...Place[]] = [
  { latitude: 52.5219, longitude: 13.4132, altitude: 34, timezone: "Europe/Berlin", utcOffset: "+01:00" },
  { latitude: 38.7139, longitude: -9.1394, altitude: 12, timezone: "Europe/Lisbon", utcOffset: "+00:00" },
  { latitude: 60.1699, longitude: 24.9384, altitude: 15, timezone: "Europe/Helsinki", utcOffset: "+02:00" },
  { latitude: 42.355, longitude: -71.0656, altitude: 14, timezone: "America/New_York", utcOffset: "-05:00" },
  { latitude: 37.5665, longitude: 126.978, altitude: 38, timezone: "Asia/Seoul", utcOffset: "+09:00" },
  { latitude: -33.8731, longitude: 151.2111, altitude: 20, timezone: "Australia/Sydney", utcOffset: "+10:00" },
];

/** Where the device of an endpoint stands: the same for all of its resources. */
export function placeOf(endpoint: string): Place {
  return pickOf(seedOf(endpoint), places);
}
