import { fileExample, fileText, objectText } from "./example.js";
import type { Edit, Rule } from "./rule.js";

/** Finds carriage returns that no checkout has made. */
export const carriageReturns: Rule = {
  id: "carriage-returns",
  oma: 407,
  level: "warning",
  title: "Lines end with a line feed alone.",
  explanation:
    "OMA's validator refuses carriage returns. Git may add them to every line when it writes a file to disk, and takes " +
    "them away again when it stores the file; the registry of OMA is set up so. Therefore a file in which each line " +
    "ends with a carriage return and a line feed is taken as it is.\n\n" +
    "A file with both kinds of line ends, or with a carriage return alone, comes from a merge or a copy, and git cannot " +
    "tell what was meant. The fix makes every line end with a line feed. XML readers see the same text before and after.",
  source: "XML 1.0 §2.11; OMA validation error 407",
  bad: fileExample(fileText(objectText()).replace("?>\n", "?>«\r»\n")),
  good: fileExample(fileText(objectText())),
  *check({ text }) {
    const first = text.indexOf("\r");
    if (first === -1 || hasOnlyCrLf(text)) return;
    yield {
      span: { start: first, end: first + 1 },
      message: "End every line with a line feed alone; this file has different line ends.",
      fixes: [{ title: "End every line with a line feed", edits: toLineFeeds(text), isSafe: true }],
    };
  },
};

function hasOnlyCrLf(text: string): boolean {
  return !/\r(?!\n)|(?<!\r)\n/u.test(text);
}

function toLineFeeds(text: string): readonly Edit[] {
  return Array.from(text.matchAll(/\r\n?/gu), ({ 0: found, index }) => {
    return { start: index, end: index + 1, newText: found === "\r" ? "\n" : "" };
  });
}
