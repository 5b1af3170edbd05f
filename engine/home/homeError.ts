/** Why a home cannot be used. */
export type HomeErrorCode =
  /** It belongs to somebody else, or others could get in. */
  | "not permitted"
  /** The system does not let us make or read it. */
  | "unusable";

/** The home of the engine cannot be used; with a sentence for the user. */
export class HomeError extends Error {
  override readonly name = "HomeError";
  readonly code: HomeErrorCode;

  constructor(code: HomeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** What the system says of a failure, in its own words. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The system's code of an error, such as `ENOENT`. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
