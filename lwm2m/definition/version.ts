/** A version of an object or of the LwM2M enabler: one digit, a dot, one digit (OMA validation error 260). */
export interface Version {
  readonly major: number;
  readonly minor: number;
}

/** The version that a definition without `ObjectVersion` or `LWM2MVersion` has. */
export const initialVersion = "1.0";

/** Reads `d.d`; undefined for anything else. */
export function parseVersion(text: string): Version | undefined {
  const digits = /^([0-9])\.([0-9])$/u.exec(text);
  return digits === null ? undefined : { major: Number(digits[1]), minor: Number(digits[2]) };
}

export function printVersion({ major, minor }: Version): string {
  return `${major}.${minor}`;
}

/** Below zero if `left` is older than `right`, zero if they are the same version. */
export function compareVersions(left: Version, right: Version): number {
  return left.major - right.major || left.minor - right.minor;
}

/** Orders versions as the registry has them, given as texts, by their numbers; `1.10` comes after `1.9`. */
export function compareVersionTexts(left: string, right: string): number {
  return compareVersions(versionNumbers(left), versionNumbers(right));
}

/** The numbers of a version of the registry, which OMA's one digit does not bind; what is no number counts as 0. */
export function versionNumbers(text: string): Version {
  const [major = "", minor = ""] = text.split(".");
  return { major: Number(major) || 0, minor: Number(minor) || 0 };
}

/** The version after a compatible change: `1.1` after `1.0`; undefined after `1.9`, for OMA allows one digit. */
export function nextMinorVersion({ major, minor }: Version): Version | undefined {
  return minor === 9 ? undefined : { major, minor: minor + 1 };
}

/** The version after an incompatible change: `2.0` after `1.1`; undefined after `9.x`. */
export function nextMajorVersion({ major }: Version): Version | undefined {
  return major === 9 ? undefined : { major: major + 1, minor: 0 };
}
