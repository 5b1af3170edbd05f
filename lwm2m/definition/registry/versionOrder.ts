/** Orders versions such as `1.0` and `2.1`, given as texts, by their numbers; `1.10` comes after `1.9`. */
export function compareVersionTexts(a: string, b: string): number {
  const [left, right] = [versionNumbers(a), versionNumbers(b)];
  return left.major - right.major || left.minor - right.minor;
}

/** The numbers of a version; what is no number counts as 0. */
export function versionNumbers(version: string): { readonly major: number; readonly minor: number } {
  const [major = "", minor = ""] = version.split(".");
  return { major: Number(major) || 0, minor: Number(minor) || 0 };
}
