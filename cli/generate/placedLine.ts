import { printable } from "../text/printable.js";

/** A line about a place in a file, in the form that editors and CI systems find it by. */
export function placedLine(
  path: string,
  { line, column }: { readonly line: number; readonly column: number },
  level: "error" | "warning",
  message: string,
): string {
  return `${printable(path)}:${line}:${column}: ${level}: ${printable(message)}\n`;
}
