import { printPath } from "../../data/path.js";
import type { Entry } from "../../data/entry.js";
import type { Value } from "../../data/value.js";
import { equalBytes } from "../../base/bytes.js";
import type { Attributes } from "../attributes/table.js";
import { contradiction } from "../attributes/table.js";

/** The periods that hold where no attribute says otherwise, from the Server object; seconds. */
export interface DefaultPeriods {
  readonly minimum: number;
  /** 0 for none. */
  readonly maximum: number;
}

/** What was sent last of an observation. */
export interface Sent {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly entries: readonly Entry[];
}

/** What is to be done about an observation. */
export type Verdict =
  | "notify"
  /** A condition was met, but the minimum period is not over. */
  | "owed"
  | "nothing";

/**
 * Decides whether a notification is due (LwM2M TS 1.1 §5.1.2): when a value has changed as the conditions ask and the
 * minimum period is over, or when the maximum period is over.
 * @param wasOwed true if a condition was met before and the minimum period has kept it back
 */
export function judge(
  now: { readonly at: number; readonly entries: readonly Entry[] },
  sent: Sent,
  wasOwed: boolean,
  attributes: Attributes,
  defaults: DefaultPeriods,
): Verdict {
  const elapsed = (now.at - sent.at) / 1000;
  const minimum = attributes.pmin ?? defaults.minimum;
  const maximum = attributes.pmax ?? defaults.maximum;
  if (maximum > 0 && maximum >= minimum && elapsed >= maximum) return "notify";
  if (!wasOwed && !isConditionMet(now.entries, sent.entries, attributes)) return "nothing";
  return elapsed >= minimum ? "notify" : "owed";
}

function isConditionMet(now: readonly Entry[], sent: readonly Entry[], attributes: Attributes): boolean {
  const before = new Map(sent.map((entry) => [printPath(entry.path), entry.value]));
  // Another set of instances is a change of the observed place, whatever the thresholds.
  if (now.length !== sent.length || now.some(({ path }) => !before.has(printPath(path)))) return true;
  return now.some(({ path, value }) => {
    const old = before.get(printPath(path));
    return old !== undefined && hasChanged(old, value, attributes);
  });
}

function hasChanged(old: Value, value: Value, attributes: Attributes): boolean {
  const [from, to] = [numberOf(old), numberOf(value)];
  const { gt, lt, st } = attributes;
  const isConditional = gt !== undefined || lt !== undefined || st !== undefined;
  if (!isConditional || from === undefined || to === undefined || contradiction(attributes) !== undefined) {
    return !isSame(old, value);
  }
  if (gt !== undefined && from > gt !== to > gt) return true;
  if (lt !== undefined && from < lt !== to < lt) return true;
  return st !== undefined && from !== to && Math.abs(to - from) >= st;
}

/** The number that a value is, if it is one. */
function numberOf(value: Value): number | undefined {
  switch (value.type) {
    case "Float":
      return value.value;
    case "Integer":
    case "Unsigned Integer":
    case "Time":
      return Number(value.value);
    default:
      return undefined;
  }
}

function isSame(left: Value, right: Value): boolean {
  if (left.type === "Opaque" && right.type === "Opaque") return equalBytes(left.value, right.value);
  if (left.type === "Objlnk" && right.type === "Objlnk") {
    const [a, b] = [left.value, right.value];
    return a.objectId === b.objectId && a.objectInstanceId === b.objectInstanceId;
  }
  return left.type === right.type && Object.is(left.value, right.value);
}
