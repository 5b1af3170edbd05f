import { unitBySymbol } from "../units.js";
import { suggestUnits } from "../unitSuggestion.js";

/** Words for an octet. Behind the length of a String or Opaque they say what is meant anyway. */
export function isOctetWord(word: string): boolean {
  return /^(?:bytes?|octets?|B)$/iu.test(word);
}

/** Words behind a number, besides those for an octet, that say what it counts: bits, characters, or any unit. */
export function isUnitWord(word: string): boolean {
  if (/^(?:bits?|chars?|characters?|digits?)$/iu.test(word)) return true;
  return unitBySymbol(word) !== undefined || suggestUnits(word).some(({ isSameSize }) => isSameSize);
}
