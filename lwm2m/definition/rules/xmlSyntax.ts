import type { XmlProblem, XmlProblemCode } from "../xml/tree.js";
import { objectExample } from "./example.js";
import type { Finding, Rule } from "./rule.js";

/** Characters that stand for nothing but themselves: escaping them writes what the author must have meant. */
const escapes: ReadonlySet<string> = new Set(["&amp;", "&lt;", "]]&gt;"]);

/** Other repairs may cut an element at the wrong place, lose a character, or remove what is about to be written. */
function isSafe(code: XmlProblemCode, newText: string): boolean {
  return code === "misspelled-tag" || (code !== "unknown-reference" && escapes.has(newText));
}

/** Reports everything that the parser found wrong (XML 1.0, Namespaces in XML 1.0). */
export const xmlSyntax: Rule = {
  id: "xml-syntax",
  oma: 272,
  level: "error",
  title: "A definition file is well-formed XML.",
  explanation:
    "Every tool that reads definitions starts with an XML parser, and most give up at the first syntax error. While a " +
    "place is broken, the other rules stay silent about the element it touches, and go on judging the rest of the file." +
    "\n\nAll published files are well-formed. A definition is UTF-8 and has no DOCTYPE, so only the five entities of " +
    "XML itself (&amp;, &lt;, &gt;, &quot;, &apos;) and numeric references can be used.",
  source: "XML 1.0 (Fifth Edition) and Namespaces in XML 1.0 (Third Edition)",
  bad: objectExample({ Description1: "Levels in tanks «&» basins." }),
  good: objectExample({ Description1: "Levels in tanks &amp; basins." }),
  *check(file) {
    for (const problem of file.doc.problems) yield finding(problem);
  },
};

function finding({ code, span, message, related, repair }: XmlProblem): Finding {
  if (repair === undefined) return { span, message, related };
  const edits = [{ ...repair.span, newText: repair.text }];
  return { span, message, related, fixes: [{ title: repair.title, edits, isSafe: isSafe(code, repair.text) }] };
}
