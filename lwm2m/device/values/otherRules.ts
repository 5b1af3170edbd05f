import { constant, isMeasured, type Subject, type ValueRule } from "./behavior.js";
import { fractionOf } from "./seed.js";
import { wave } from "./wave.js";

const changing =
  /input state|presence|motion|occup|\bopen\b|detected|triggered|button|contact|connected|in use|lock status/iu;
const good = /support|enabled|available|\bvalid|ready|connection status/iu;

/** How the value of a Boolean comes about. The first row that applies counts. */
export const booleanRules: readonly ValueRule[] = [
  {
    about: "inputs go on and off, every few minutes",
    applies: (subject) => isMeasured(subject) && changing.test(subject.resource.name),
    make: ({ seed }) => {
      const period = 120 + 240 * fractionOf(seed, 0);
      return { at: ({ sampledAt }) => ({ type: "Boolean", value: wave(seed, sampledAt / 1000, period) > 0.1 }) };
    },
  },
  {
    about: "what should be is, and what should not be is not",
    applies: () => true,
    make: ({ resource }) => constant({ type: "Boolean", value: good.test(resource.name) }),
  },
];

/** How links to objects and resources come about: they lead to the Device object, which every device has. */
export const linkRules: readonly ValueRule[] = [
  {
    about: "a link to the Device object",
    applies: ({ resource }: Subject) => resource.type === "Objlnk",
    make: () => constant({ type: "Objlnk", value: { objectId: 3, objectInstanceId: 0 } }),
  },
  {
    about: "a CoRE link to the Device object",
    applies: () => true,
    make: () => constant({ type: "Corelnk", value: "</3/0>" }),
  },
];
