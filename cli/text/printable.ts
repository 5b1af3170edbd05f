/** Control characters besides tab, and those that turn the direction of writing: a terminal would obey them. */
const dangerous = /[\u0000-\u0008\u000A-\u001F\u007F-\u009F\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

/** A text that a terminal shows and does not obey: what it would obey becomes `\uFFFD`, character by character. */
export function printable(text: string): string {
  return text.replace(dangerous, "\uFFFD");
}
