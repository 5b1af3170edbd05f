/** A text that the argument of a command tells under a name; undefined if it tells none. */
export function textIn(argument: unknown, name: string): string | undefined {
  if (typeof argument !== "object" || argument === null) return undefined;
  const found: unknown = Object.entries(argument).find(([key]) => key === name)?.[1];
  return typeof found === "string" ? found : undefined;
}
