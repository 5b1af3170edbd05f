// The one error of the host: a sentence for a person and a code for the caller.

/**
 * Which step failed: the platform has no such host, a download, the server, the browser, or the run of the tests.
 * @typedef {"unsupported" | "install" | "server" | "browser" | "run"} HostErrorCode
 */

/** A host that cannot do its work. The message says what failed and what to do next. */
export class HostError extends Error {
  /** @type {HostErrorCode} */
  code;

  /**
   * @param {HostErrorCode} code
   * @param {string} message
   * @param {ErrorOptions} [options]
   */
  constructor(code, message, options) {
    super(message, options);
    this.name = "HostError";
    this.code = code;
  }
}

/**
 * @param {unknown} error anything that was thrown
 * @returns {string} a sentence: the message alone when it was written for people, the whole trace otherwise
 */
export function describeError(error) {
  if (error instanceof HostError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
