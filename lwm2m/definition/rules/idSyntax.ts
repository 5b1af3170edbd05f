import type { Span } from "../../base/span.js";
import { parseId } from "../definitionFile.js";
import { quote } from "../../base/quote.js";
import type { Edit, Finding } from "./rule.js";

/** A place where an ID is written. */
export interface WrittenId {
  readonly text: string;
  /** What to underline. */
  readonly span: Span;
  /** `an object ID`. */
  readonly what: string;
  /** Writes another ID there. */
  readonly write: (id: string) => Edit;
}

/** Finds an ID that is no plain number from 0 to 65535, and what it was meant to be. */
export function* checkId({ text, span, what, write }: WrittenId): Generator<Finding> {
  if (parseId(text) !== undefined) return;
  if (text.trim() === "") {
    yield { span, message: `Write ${what}, a number from 0 to 65535.` };
    return;
  }
  const meant = meantId(text);
  if (meant === undefined) {
    const isNumber = /^\s*-?[0-9]+\s*$/u.test(text);
    const reason = isNumber ? "it has 16 bits" : "plain digits only";
    yield { span, message: `Write ${what} from 0 to 65535 instead of ${quote(text)}; ${reason}.` };
    return;
  }
  const instead = text.trim() === meant.id ? "without blanks" : `instead of ${quote(text)}`;
  yield {
    span,
    message: `Write ${meant.id} ${instead}; tools disagree about other ways to write a number.`,
    fixes: [{ title: `Write ${meant.id}`, edits: [write(meant.id)], isSafe: meant.isCertain }],
  };
}

/** Signs, blanks and leading zeros change no number; hexadecimal digits are probably meant as such. */
function meantId(text: string): { id: string; isCertain: boolean } | undefined {
  const decimal = /^\s*\+?0*([0-9]{1,5})(?:\.0+)?\s*$/u.exec(text)?.[1];
  const hexadecimal = /^\s*(0x[0-9a-f]{1,4})\s*$/iu.exec(text)?.[1];
  const number = Number(decimal ?? hexadecimal ?? "NaN");
  if (!(number <= 65535)) return undefined;
  return { id: String(number), isCertain: decimal !== undefined };
}
