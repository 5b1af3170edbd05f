import { span, type Span } from "../../base/span.js";
import { skipName, skipWhiteSpace } from "./characters.js";
import type { ProblemDetails } from "./problemList.js";
import { replacement } from "./problemList.js";

/** What is wrong with an XML declaration. */
export interface DeclarationProblem {
  readonly span: Span;
  readonly message: string;
  readonly details: ProblemDetails;
}

/** The parts of an XML declaration in their order (XML 1.0 §2.8, §2.9, §4.3.3). */
const parts = [
  { name: "version", isValid: (value: string) => /^1\.[0-9]+$/u.test(value), advice: "1.0" },
  { name: "encoding", isValid: (value: string) => value.toLowerCase() === "utf-8", advice: "UTF-8" },
  { name: "standalone", isValid: (value: string) => value === "yes" || value === "no", advice: "yes" },
] as const;

const plain = '<?xml version="1.0" encoding="UTF-8"?>';

/** The first thing that is wrong with the XML declaration at a span of a text, if anything is. */
export function checkDeclaration(declaration: string, start: number): DeclarationProblem | undefined {
  const whole = span(start, start + declaration.length);
  const limit = declaration.length - "?>".length;
  let at = "<?xml".length;
  for (const { name, isValid, advice } of parts) {
    const found = readPart(declaration, at, name, limit);
    if (found === undefined) {
      if (name === "version") return malformed(whole);
      continue;
    }
    const { value, valueStart, end } = found;
    if (!isValid(value)) {
      const place = span(start + valueStart, start + valueStart + value.length);
      const message =
        name === "encoding"
          ? "Write UTF-8 here, and save the file so; other encodings are not read."
          : `Write ${advice} here.`;
      return { span: place, message, details: { repair: replacement(place, advice) } };
    }
    at = end;
  }
  return skipWhiteSpace(declaration, at) === limit ? undefined : malformed(whole);
}

function malformed(whole: Span): DeclarationProblem {
  return { span: whole, message: `Write ${plain} here.`, details: { repair: replacement(whole, plain) } };
}

interface Part {
  readonly value: string;
  readonly valueStart: number;
  readonly end: number;
}

/** ` name="value"`, if it stands at `at`. */
function readPart(text: string, at: number, name: string, limit: number): Part | undefined {
  const nameStart = skipWhiteSpace(text, at);
  const nameEnd = skipName(text, nameStart);
  if (nameStart === at || text.slice(nameStart, nameEnd) !== name) return undefined;
  const equals = skipWhiteSpace(text, nameEnd);
  const open = skipWhiteSpace(text, equals + 1);
  const quote = text.charAt(open);
  if (text.charAt(equals) !== "=" || (quote !== '"' && quote !== "'")) return undefined;
  const close = text.indexOf(quote, open + 1);
  if (close === -1 || close >= limit) return undefined;
  return { value: text.slice(open + 1, close), valueStart: open + 1, end: close + 1 };
}
