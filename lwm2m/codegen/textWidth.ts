/** Characters of East Asian scripts, and pictures. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** How wide a text is in columns: characters of East Asian scripts and pictures take two, as terminals and Prettier have it. */
export function widthOf(text: string): number {
  if (/^[\x20-\x7e]*$/u.test(text)) return text.length;
  let width = 0;
  for (const character of text.replace(/[\p{Mn}\p{Me}\p{Cf}]/gu, "")) width += wide.test(character) ? 2 : 1;
  return width;
}
