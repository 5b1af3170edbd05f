/** Orders versions such as `1.0` and `2.1` by their numbers. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbers(a), numbers(b)];
  return left.major - right.major || left.minor - right.minor;
}

function numbers(version: string): { major: number; minor: number } {
  const [major = "", minor = ""] = version.split(".");
  return { major: Number(major), minor: Number(minor) };
}
