/** Why something was not done. */
export type EngineErrorCode =
  /** The engine does not run: its program does not start, or its home cannot be used. */
  | "could not start"
  /** The home, or the socket in it, is not the user's own. */
  | "not permitted"
  /** Engine and client are of versions that do not understand each other. */
  | "version mismatch"
  /** It was there, and is gone. */
  | "connection lost"
  /** A client has asked for something before it has introduced itself. */
  | "not initialized"
  | "unknown device"
  /** A parameter is wrong; the message says which and what it should be. */
  | "invalid parameter"
  /** Something outside failed: a port is taken, a file cannot be read. */
  | "failed";

/**
 * What the engine, or the way to it, did not do; with a sentence for the user, which never holds what a client has sent as
 * a secret. It is the same on both sides of the local socket.
 */
export class EngineError extends Error {
  override readonly name = "EngineError";
  readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The numbers of the errors that cross the local socket (JSON-RPC 2.0 §5.1 leaves these to us). */
const numbers: ReadonlyMap<EngineErrorCode, number> = new Map([
  ["version mismatch", -32001],
  ["not initialized", -32002],
  ["unknown device", -32003],
  ["invalid parameter", -32004],
  ["failed", -32005],
]);

/** The number of an error on the local socket; those that do not belong there have that of "failed". */
export function errorNumber(code: EngineErrorCode): number {
  return numbers.get(code) ?? errorNumber("failed");
}

/** The code of a number; one that only an engine of another version knows is "failed". */
export function errorCode(number: number): EngineErrorCode {
  return [...numbers].find(([, known]) => known === number)?.[0] ?? "failed";
}
