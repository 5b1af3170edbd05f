import { formatEdits } from "../format.js";
import { allElements } from "../xml/query.js";
import { fileExample, fileText, objectText } from "./example.js";
import type { Rule } from "./rule.js";

/** A smaller file can be read on one line. */
const fewElements = 10;

/** Finds files without line ends between their elements. */
export const collapsedFile: Rule = {
  id: "collapsed-file",
  oma: 408,
  level: "warning",
  title: "The elements of a file stand on lines of their own.",
  explanation:
    "OMA's validator refuses files that a tool has put on one line or on a few: people review definitions, and compare " +
    "their versions line by line. A file counts as collapsed if it has at least ten elements and they begin on fewer " +
    "than half as many lines.\n\n" +
    "In every published file nearly each element begins a line. The fix formats the file; it changes no value.",
  source: "OMA validation error 408",
  bad: fileExample(fileText(objectText().replace(/\n\s*/gu, "")).replace("<LWM2M", "<«LWM2M»")),
  good: fileExample(fileText(objectText())),
  *check(file) {
    const { root } = file;
    if (root === undefined) return;
    let elements = 0;
    let lines = 0;
    let lineEnd = -1;
    for (const { start } of allElements(file.doc)) {
      elements++;
      if (start < lineEnd) continue;
      lines++;
      const next = file.text.indexOf("\n", start);
      lineEnd = next === -1 ? file.text.length : next;
    }
    if (elements < fewElements || lines * 2 >= elements) return;
    const count = lines === 1 ? "one line" : `${lines} lines`;
    const message = `Put each element on a line of its own; ${elements} elements stand on ${count}.`;
    const edits = formatEdits(file.text);
    const fixes = edits.length === 0 ? [] : [{ title: "Format the file", edits, isSafe: true }];
    yield { span: root.nameSpan, message, fixes };
  },
};
