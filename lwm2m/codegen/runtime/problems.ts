/** A place in a payload that could not be understood, or is not what the definition says. */
export interface Problem {
  /** In bytes from the start of the payload. */
  readonly offset: number;
  /** `/3303/0/5700`, if that much is known. */
  readonly path?: string;
  /** A sentence: what is wrong, what was found, what was expected. */
  readonly message: string;
}

/** What can be wrong with a value that shall be encoded or that is validated. */
export type IssueCode =
  /** It is not of the type that its resource has; also a number that is none, or no whole one where that is needed. */
  | "type"
  /** It is none of the listed values. */
  | "value"
  /** It is outside the bounds. */
  | "range"
  /** Text or bytes are too long or too short. */
  | "length"
  /** A mandatory resource is not there. */
  | "missing"
  /** The object has no resource of that key. */
  | "unknown-key"
  /** The resource is executable and has no value. */
  | "executable"
  /** Such an access does not see the resource, as when a server writes what it may only read. */
  | "access"
  /** One value where there are several by instance ID, or no object or map of them at all. */
  | "multiple"
  /** An ID that no instance can have. */
  | "id"
  /** A property could not even be looked at: looking at it throws. */
  | "unreadable"
  /** The content format has no form for these values. */
  | "format";

/** What is wrong with a value, and where. */
export interface Issue {
  /** The keys that lead to it, with dots between them: `sensorValue`, `digitalInputState.3`; empty for the whole. */
  readonly path: string;
  readonly code: IssueCode;
  /** A sentence. */
  readonly message: string;
}
