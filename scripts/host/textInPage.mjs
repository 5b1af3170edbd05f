// Where a text is to be seen. The function runs inside the page, so it can use nothing from outside itself.
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/**
 * Finds the first visible place of a text. The editor cuts a line into pieces by color and writes hard spaces, so
 * the text of each editor line is searched as a whole; elsewhere an element's own text is enough.
 * @param {string} wanted
 * @returns {import("./playwrightTypes.mjs").Box | undefined}
 */
export function boxOfText(wanted) {
  const needle = wanted.replace(/\s/g, " ");
  const lines = [...document.querySelectorAll(".view-line")];
  const others = [...document.querySelectorAll("body *")].filter(
    (element) => element.closest(".view-line, script, style") === null && hasOwnText(element),
  );
  for (const element of [...lines, ...others]) {
    const box = boxIn(element);
    if (box !== undefined) return box;
  }
  return undefined;

  /** @param {Element} element */
  function hasOwnText(element) {
    return [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE);
  }

  /** @param {Element} element */
  function boxIn(element) {
    const from = element.textContent.replace(/\s/g, " ").indexOf(needle);
    if (from < 0) return undefined;
    const range = document.createRange();
    const start = position(element, from);
    const end = position(element, from + needle.length - 1);
    if (start === undefined || end === undefined) return undefined;
    range.setStart(start.node, start.offset);
    range.setEnd(end.node, end.offset + 1);
    const { x, y, width, height } = range.getBoundingClientRect();
    const isInView = width > 0 && height > 0 && y >= 0 && y + height <= window.innerHeight;
    return isInView && element.checkVisibility() ? { x, y, width, height } : undefined;
  }

  /**
   * @param {Element} element
   * @param {number} offset
   */
  function position(element, offset) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let left = offset;
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const length = node.textContent?.length ?? 0;
      if (left < length) return { node, offset: left };
      left -= length;
    }
    return undefined;
  }
}
