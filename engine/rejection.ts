import type { engineErrorCodes } from "./protocol.js";

/** Why the engine rejects a request. */
export type RejectionCode = keyof typeof engineErrorCodes;

/** A request that cannot be done, with a sentence for the user. It never holds what a client has sent as a secret. */
export class Rejection extends Error {
  override readonly name = "Rejection";
  readonly code: RejectionCode;

  constructor(code: RejectionCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
