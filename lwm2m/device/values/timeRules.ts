import { isMeasured, type Behavior, type Moment, type ValueRule } from "./behavior.js";
import { fractionOf } from "./seed.js";

const day = 86_400_000;

/** How the value of a Time comes about. The first row that applies counts. */
export const timeRules: readonly ValueRule[] = [
  {
    about: "clocks run",
    applies: ({ resource }) => /current time|\brtc\b|^time$|clock/iu.test(resource.name),
    make: () => clock(0),
  },
  {
    about: "a duration is an hour",
    applies: ({ resource }) => /duration/iu.test(resource.name),
    make: () => time(() => 3_600_000),
  },
  {
    about: "what is to come is some weeks ahead",
    applies: ({ resource }) => /forecast|expir|\bend\b|until|next/iu.test(resource.name),
    make: ({ startedAt, seed }) => time(() => startedAt + 30 * day * (1 + fractionOf(seed, 0))),
  },
  {
    about: "measurements were taken when the sensors were sampled",
    applies: (subject) => isMeasured(subject) && /timestamp|recorded|updated|measure|fix/iu.test(subject.resource.name),
    make: () => time(({ sampledAt }) => sampledAt),
  },
  {
    about: "anything else happened when the device was switched on, or some days before",
    applies: () => true,
    make: (subject) => {
      const before = isMeasured(subject) ? 0 : 10 * day * fractionOf(subject.seed, 0);
      return time(() => subject.startedAt - before);
    },
  },
];

function time(milliseconds: (moment: Moment) => number): Behavior {
  return { at: (moment) => ({ type: "Time", value: BigInt(Math.floor(milliseconds(moment) / 1000)) }) };
}

/** The time plus so many seconds. A server sets it, and it runs on. */
export function clock(offset: number): Behavior {
  return {
    ...time(({ now }) => now + offset * 1000),
    write: (value, { now }) => (value.type === "Time" ? clock(Number(value.value) - Math.floor(now / 1000)) : clock(0)),
  };
}
