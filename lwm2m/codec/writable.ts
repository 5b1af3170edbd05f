import type { Entry } from "../data/entry.js";
import { nullId } from "../data/objectLink.js";
import { maximumId, pathIds, printPath, type Path } from "../data/path.js";
import type { Value } from "../data/value.js";
import { integerLimits, printValue } from "../data/valueText.js";
import { quote } from "../base/quote.js";

/**
 * Says why no format can write these values or paths, so that what would be read back is not what was meant: integers
 * beyond 64 bits, IDs beyond 16, texts that have no form in UTF-8, times that are none. Undefined if all can be written.
 */
export function writingProblem(entries: readonly Entry[], paths: readonly Path[] = []): string | undefined {
  for (const { path, value, time } of entries) {
    const problem = pathProblem(path) ?? valueProblem(value) ?? timeProblem(time);
    if (problem !== undefined) return `${printPath(path)}: ${problem}`;
  }
  const wrong = paths.find((path) => pathProblem(path) !== undefined);
  return wrong && `${printPath(wrong)}: ${pathProblem(wrong) ?? ""}`;
}

function pathProblem(path: Path): string | undefined {
  const wrong = pathIds(path).find((id) => !isIdUpTo(id, maximumId));
  return wrong === undefined
    ? undefined
    : `${String(wrong)} is no ID; an ID is a number from 0 to ${String(maximumId)}.`;
}

function isIdUpTo(id: number, limit: number): boolean {
  return Number.isInteger(id) && id >= 0 && id <= limit;
}

function valueProblem(value: Value): string | undefined {
  switch (value.type) {
    case "Integer":
    case "Unsigned Integer":
    case "Time": {
      const { min, max } = integerLimits[value.type === "Time" ? "Integer" : value.type];
      return value.value >= min && value.value <= max ? undefined : `${String(value.value)} does not fit 64 bits.`;
    }
    case "String":
    case "Corelnk":
      if (!/\p{Surrogate}/u.test(value.value)) return undefined;
      return `${quote(value.value)} has half of a character of 32 bits, for which UTF-8 has no form.`;
    case "Objlnk": {
      const { objectId, objectInstanceId } = value.value;
      if (isIdUpTo(objectId, nullId) && isIdUpTo(objectInstanceId, nullId)) return undefined;
      return `${printValue(value)} has an ID outside 0 to ${String(nullId)}.`;
    }
    default:
      return undefined;
  }
}

function timeProblem(time: number | undefined): string | undefined {
  return time === undefined || Number.isFinite(time) ? undefined : `${String(time)} is no time.`;
}
