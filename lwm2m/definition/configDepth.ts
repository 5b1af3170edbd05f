import { createScanner } from "jsonc-parser";

/** A configuration nests three levels; the JSON parser calls itself for each, so that hostile text would end it. */
const maximumDepth = 50;

/** True if objects and lists nest deeper in a JSON text than any configuration does. */
export function jsonNestsTooDeep(text: string): boolean {
  const scanner = createScanner(text, true);
  let depth = 0;
  let from = -1;
  // Every token consumes something, so an end position that stays where it was is the end of the text.
  for (;;) {
    scanner.scan();
    if (scanner.getPosition() === from) return false;
    from = scanner.getPosition();
    const token = text.charAt(scanner.getTokenOffset());
    if (token === "{" || token === "[") depth++;
    else if (token === "}" || token === "]") depth--;
    if (depth > maximumDepth) return true;
  }
}
