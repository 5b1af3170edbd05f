import type { Level } from "../../lwm2m/base/level.js";
import type { Output } from "../io.js";

/** What may be emphasized, with its escape sequence (ECMA-48 SGR). */
const codes = {
  error: "31;1",
  warning: "33;1",
  info: "36;1",
  hint: "35;1",
  bold: "1",
  dim: "2",
  good: "32;1",
} as const;

/** Emphasizes a text, or leaves it as it is. */
export type Style = (kind: Level | keyof typeof codes, text: string) => string;

/** A style with colors if a person watches. FORCE_COLOR and NO_COLOR decide where they are set, in this order. */
export function styleFor(output: Output, env: Readonly<Record<string, string | undefined>>): Style {
  return hasColors(output, env) ? (kind, text) => `\u001B[${codes[kind]}m${text}\u001B[0m` : (_, text) => text;
}

function hasColors(output: Output, env: Readonly<Record<string, string | undefined>>): boolean {
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined && forced !== "") return forced !== "0" && forced !== "false";
  const refused = env["NO_COLOR"];
  if (refused !== undefined && refused !== "") return false;
  return output.isTerminal && env["TERM"] !== "dumb";
}
