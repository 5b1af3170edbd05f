const rootName = /LWM2M(?![\w.:-])/uy;
const nameStart = /[\p{L}_:]/u;

/** Ways to write what is no element, each with its end. */
const passedOver = [
  { start: "<!--", end: "-->" },
  { start: "<![CDATA[", end: "]]>" },
  { start: "<?", end: "?>" },
] as const;

/**
 * True if a text is an object definition, or is about to become one: the first element in it is `LWM2M`, closed or
 * not. What may stand before it is passed over, also damaged: byte order mark, declaration, comments, stray text.
 * Linear in the text, and it looks no further than the first element.
 */
export function recognizesDefinition(text: string): boolean {
  const missingEnds = new Set<string>();
  let open = text.indexOf("<");
  while (open !== -1) {
    const first = text.charAt(open + 1);
    if (nameStart.test(first)) {
      rootName.lastIndex = open + 1;
      return rootName.test(text);
    }
    open = text.indexOf("<", endOfMarkup(text, open, missingEnds));
  }
  return false;
}

/**
 * Where to go on behind markup that is no element; only its `<` counts where it has no end. `missingEnds` remembers
 * which ends the rest of the text does not have, so that they are looked for once.
 */
function endOfMarkup(text: string, open: number, missingEnds: Set<string>): number {
  const markup = passedOver.find(({ start }) => text.startsWith(start, open));
  if (markup === undefined || missingEnds.has(markup.end)) return open + 1;
  const end = text.indexOf(markup.end, open + markup.start.length);
  if (end !== -1) return end + markup.end.length;
  missingEnds.add(markup.end);
  return open + 1;
}
