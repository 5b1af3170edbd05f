import type { Value } from "../../../data/value.js";
import type { Issue, IssueCode } from "../problems.js";

/** A value of an instance as codecs take it; without a value, a resource that is there and has no instance. */
export interface InspectedValue {
  readonly resourceId: number;
  readonly resourceInstanceId?: number;
  readonly value?: Value;
  /** In milliseconds since 1970. */
  readonly time?: number;
}

/** Where what is found in a value is noted. */
export interface Notes {
  readonly values: InspectedValue[];
  readonly issues: Issue[];
  readonly issue: (path: string, code: IssueCode, message: string) => void;
}

export function createNotes(): Notes {
  const issues: Issue[] = [];
  return { values: [], issues, issue: (path, code, message) => void issues.push({ path, code, message }) };
}
