/** Text as a glob pattern that matches just that text. */
export function escapeGlob(text: string): string {
  return text.replaceAll(/[[\]{}*?]/gu, "[$&]");
}
