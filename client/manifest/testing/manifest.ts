// The manifest as tests read it: plain JSON, looked at by keys.
import { readFileSync } from "node:fs";

export const manifest: unknown = JSON.parse(readFileSync("package.json", "utf8"));

/** What stands at a path of keys. */
export function get(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((inner, key) => entries(inner).find(([name]) => name === key)?.[1], value);
}

export function entries(value: unknown): [string, unknown][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

export function list(value: unknown): unknown[] {
  return entries(value).map(([, item]) => item);
}
