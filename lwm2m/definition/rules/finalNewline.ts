import { lineEndOf } from "../layout.js";
import { fileExample, fileText, objectText } from "./example.js";
import type { Rule } from "./rule.js";

/** Checks the end of the file. */
export const finalNewline: Rule = {
  id: "final-newline",
  oma: 406,
  level: "warning",
  title: "The file ends with a line feed.",
  explanation:
    "OMA's validator asks for a line feed as the last character of the file. Without it, tools that add or compare " +
    "lines, such as git, treat the last line as a special one. All published files have it; empty lines behind it do " +
    "no harm.",
  source: "OMA validation error 406",
  bad: fileExample(fileText(objectText()).replace(">\n</LWM2M>\n", ">\n</LWM2M«>»")),
  good: fileExample(fileText(objectText())),
  *check({ text, root }) {
    // A file that is cut off is not finished, and a lone carriage return is the business of the rule carriage-returns.
    if (root === undefined || root.damaged || /[\r\n]$/u.test(text)) return;
    const edits = [{ start: text.length, end: text.length, newText: lineEndOf(text) }];
    yield {
      span: { start: text.length - 1, end: text.length },
      message: "End the file with a line feed.",
      fixes: [{ title: "Add a line feed", edits, isSafe: true }],
    };
  },
};
