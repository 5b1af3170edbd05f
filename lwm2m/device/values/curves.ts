import type { Behavior, Subject } from "./behavior.js";
import type { Band } from "./bands.js";
import { along, numberValue, type Curve } from "./fit.js";
import { fractionOf } from "./seed.js";
import { wave } from "./wave.js";

/** A measured value: it wanders around the middle of its band within minutes, so that whoever watches sees it move. */
export function wandering(subject: Subject, { center, spread }: Band): Behavior {
  const period = 480 + 480 * fractionOf(subject.seed, 7);
  // Two sensors of the same kind do not have the same values.
  const middle = center + spread * (fractionOf(subject.seed, 8) - 0.5);
  return along(
    subject,
    ({ sampledAt }) => middle + spread * wave(subject.seed, sampledAt / 1000, period),
    decimalsFor(spread),
  );
}

/** A value that was set once and stays until somebody writes another. */
export function settled(subject: Subject, number: number, decimals = 2): Behavior {
  const value = numberValue(subject, number, decimals);
  return { at: () => value };
}

/** How many decimals tell a change of a hundredth of the spread. */
export function decimalsFor(spread: number): number {
  if (spread === 0) return 2;
  return Math.min(8, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(spread))) - 1));
}

/** What has been counted since the device was made, or since the last reset; so much more each second. */
export function growing(subject: Subject, perSecond: number, decimals = 0): Behavior {
  let before = Math.round(perSecond * 86_400 * (1 + 30 * fractionOf(subject.seed, 9)));
  let since = subject.startedAt;
  const pace = perSecond * (0.5 + fractionOf(subject.seed, 10));
  return {
    at: ({ sampledAt }) => {
      const grown = (pace * Math.max(0, sampledAt - since)) / 1000;
      const unit = 10 ** decimals;
      return numberValue(subject, before + Math.floor(grown * unit) / unit, decimals);
    },
    reset: ({ sampledAt }) => {
      before = 0;
      since = sampledAt;
    },
  };
}

/** A battery: it is used up in the course of a day or two, and charged again within two hours. */
export function batteryLevel(subject: Subject): Behavior {
  return along(subject, batteryCurve(subject.seed), 0);
}

const chargingSeconds = 7200;

function batteryCurve(seed: number): Curve {
  const draining = 86_400 * (1 + fractionOf(seed, 11));
  const cycle = draining + chargingSeconds;
  return ({ sampledAt }) => {
    const second = (sampledAt / 1000 + cycle * fractionOf(seed, 12)) % cycle;
    if (second < draining) return 100 - 75 * (second / draining);
    return 25 + 75 * ((second - draining) / chargingSeconds);
  };
}
