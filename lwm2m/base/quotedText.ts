/** What JSON leaves as it is although nobody sees it, or it turns the direction of writing. */
const invisible = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** Text of a stranger in quotes, which it cannot close; what cannot be printed is escaped, so that it shows. */
export function quotedText(text: string): string {
  return JSON.stringify(text).replaceAll(
    invisible,
    (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ""}}`,
  );
}
