import { span } from "../../base/span.js";
import { breakOffIn, addText, currentElement, damageCurrent, type Parsing } from "./parsing.js";
import { removal, replacement } from "./problemList.js";

/** True if the parser stands in an element that holds text, where a `<` may be meant as a character. */
function isInText(parsing: Parsing): boolean {
  const current = currentElement(parsing);
  return current !== undefined && parsing.vocabulary.listedIn(current).length === 0;
}

/** Beginnings of markup that the text may end in. */
const beginnings = ["<!--", "<![CDATA[", "<!DOCTYPE", "<?"] as const;

/** Takes the `<` at the current offset as text: nothing that starts like this is markup. */
export function strayAngleBracket(parsing: Parsing): void {
  const { reader, problems } = parsing;
  const start = parsing.at;
  const place = span(start, start + 1);
  const rest = restOfText(parsing, start);
  parsing.at = place.end;
  damageCurrent(parsing);
  addText(parsing, place.start, place.end);
  if (rest !== undefined && beginnings.some((beginning) => beginning.startsWith(rest))) {
    const span = { start, end: start + rest.length };
    addText(parsing, place.end, reader.length);
    parsing.at = reader.length;
    const message = `Finish what begins with ${rest} here, or remove it.`;
    breakOffIn(parsing, { code: "stray-angle-bracket", span, message, completion: { span, text: "" } });
  } else if (isInText(parsing)) {
    const repair = replacement(place, "&lt;");
    problems.add("stray-angle-bracket", place, "Write &lt; for a less-than sign.", { repair });
  } else {
    const repair = removal(place, "<");
    problems.add("stray-angle-bracket", place, "Write a tag here, or remove this <.", { repair });
  }
}

/** What stands between an offset and the white space at the end of the text, if it is short. */
function restOfText({ reader }: Parsing, at: number): string | undefined {
  const end = Math.min(at + 12, reader.length);
  const rest = reader.slice(at, end).trimEnd();
  return reader.skipWhiteSpace(at + rest.length) === reader.length ? rest : undefined;
}
