import type { Random } from "../../base/random.js";

/** The longest time that a timer of Node.js can wait, in milliseconds; the device then just looks again. */
const longestTimer = 2 ** 31 - 1;

/** How long a request may take before it is given up (MAX_TRANSMIT_WAIT of RFC 7252 §4.8.2), in milliseconds. */
const longestExchange = 93_000;

/** How long nothing is said of an answer that does not come, in milliseconds; a request is given up much later. */
export const quietTime = 5000;

const day = 86_400_000;

/**
 * Milliseconds from one registration update to the next: early enough that an Update that is sent again and again still
 * comes within the lifetime, but not more often than twice a lifetime.
 * @param lifetime seconds
 */
export function updateInterval(lifetime: number): number {
  const whole = lifetime * 1000;
  if (whole <= 0) return day;
  return Math.min(day, Math.max(500, whole / 2, whole - longestExchange));
}

/** Why an attempt has to be made again. */
export type Setback =
  /** Nobody answers; soon somebody may. */
  | "silence"
  /** The answer was no; somebody has to do something first. */
  | "refusal";

const pauses = { silence: { first: 2000, longest: 300_000 }, refusal: { first: 30_000, longest: 600_000 } } as const;

/** Milliseconds until the next attempt: twice as long after each one, and never the same for many devices. */
export function retryDelay(setback: Setback, attempts: number, random: Random): number {
  const { first, longest } = pauses[setback];
  const delay = Math.min(longest, first * 2 ** Math.min(20, Math.max(0, attempts - 1)));
  return delay * (0.75 + 0.5 * random.fraction());
}

/** A time that a timer can wait. */
export function timerDelay(milliseconds: number): number {
  return Math.min(longestTimer, Math.max(0, milliseconds));
}
