/** Why there is no connection, or why a request was rejected. */
export type EngineErrorCode =
  | "could not start"
  /** The home, or the socket in it, is not the user's own. */
  | "not permitted"
  | "version mismatch"
  /** It was there, and is gone. */
  | "connection lost"
  | "unknown device"
  | "invalid parameter"
  /** Something outside failed: a port is taken, a file cannot be read. */
  | "failed";

/** What the engine, or the way to it, did not do; with a sentence for the user. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
