/** How a program that crashes is started again. Times are milliseconds. */
const crashLimits = {
  /** The wait before each restart; the last one repeats. */
  delays: [1000, 2000, 4000, 8000],
  /** So many crashes within `window` end it: then only the user starts it again. */
  maximum: 5,
  window: 180_000,
} as const;

/** What to do after a crash, and the times of the crashes that still count. */
export type CrashVerdict =
  | { readonly kind: "restart"; readonly delay: number; readonly crashes: readonly number[] }
  | { readonly kind: "give up"; readonly crashes: readonly number[] };

/** Judges a crash at the time `now` after earlier ones. */
export function judgeCrash(earlier: readonly number[], now: number): CrashVerdict {
  const crashes = [...earlier.filter((time) => now - time < crashLimits.window), now];
  if (crashes.length >= crashLimits.maximum) return { kind: "give up", crashes };
  const delay = crashLimits.delays[crashes.length - 1] ?? crashLimits.delays[crashLimits.delays.length - 1] ?? 0;
  return { kind: "restart", delay, crashes };
}
