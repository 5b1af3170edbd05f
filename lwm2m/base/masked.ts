import { inspect } from "node:util";

/** What every secret prints as. */
export const masked = "***";

/** Something that must not be seen: however it is printed, as text, as JSON, by the inspector, it shows as `***`. */
export class Masked {
  toString(): string {
    return masked;
  }

  toJSON(): string {
    return masked;
  }

  [inspect.custom](): string {
    return masked;
  }
}
