import { span, type Span } from "../base/span.js";
import { quote } from "../base/quote.js";

/** An argument of Execute: a digit, alone or with a text. */
export interface ExecuteArgument {
  /** 0 to 9. */
  readonly digit: number;
  readonly value?: string;
}

/** A place where a text is no list of arguments; spans are offsets in the text. */
export interface ExecuteArgumentProblem {
  readonly span: Span;
  readonly message: string;
}

/** The arguments that could be read, and what is wrong with the rest. */
export interface ParsedExecuteArguments {
  readonly arguments: readonly ExecuteArgument[];
  readonly problems: readonly ExecuteArgumentProblem[];
}

/** What is none of an argument's characters: printable ASCII without blank, quotation marks and backslash. */
const wrongCharacter = /[^!#-&(-[\]-~]/u;

/**
 * Reads the arguments of Execute (LwM2M TS 1.2 §6.3.5):
 *
 *     arglist = arg *( "," arg )
 *     arg     = DIGIT / DIGIT "=" "'" *CHAR "'"
 *     CHAR    = "!" / %x23-26 / %x28-5B / %x5D-7E
 *
 * The empty text is no argument. Text outside the grammar is read as it was probably meant: other characters are kept, a
 * missing quotation mark is assumed.
 */
export function parseExecuteArguments(text: string): ParsedExecuteArguments {
  if (text === "") return { arguments: [], problems: [] };
  const found: ExecuteArgument[] = [];
  const problems: ExecuteArgumentProblem[] = [];
  for (const { start, end } of splitArguments(text)) {
    const problem = (from: number, to: number, message: string): void => {
      problems.push({ span: span(from, to), message });
    };
    const part = text.slice(start, end);
    const digit = /^\d/u.exec(part)?.[0];
    if (digit === undefined) {
      problem(start, end, part === "" ? "An argument is missing here." : `${quote(part)} does not start with a digit.`);
      continue;
    }
    if (found.some((argument) => argument.digit === Number(digit))) {
      problem(start, start + 1, `Argument ${digit} is there twice.`);
    }
    const rest = part.slice(1);
    const value = readText(rest, start + 1, problem);
    found.push({ digit: Number(digit), ...(value === undefined ? {} : { value }) });
  }
  return { arguments: found, problems };
}

/** The parts between the commas that are not in quotation marks. */
function splitArguments(text: string): readonly Span[] {
  const parts: Span[] = [];
  let start = 0;
  let isQuoted = false;
  for (let pos = 0; pos < text.length; pos++) {
    if (text[pos] === "'") isQuoted = !isQuoted;
    if (text[pos] !== "," || isQuoted) continue;
    parts.push(span(start, pos));
    start = pos + 1;
  }
  return [...parts, span(start, text.length)];
}

/** The text of an argument behind its digit, `='…'`; undefined if there is none. */
function readText(
  rest: string,
  start: number,
  problem: (from: number, to: number, message: string) => void,
): string | undefined {
  if (rest === "") return undefined;
  const end = start + rest.length;
  if (!rest.startsWith("=")) {
    problem(start, end, `${quote(rest)} follows the digit; only ='text' may.`);
    return undefined;
  }
  const quoted = /^='([^']*)'$/u.exec(rest)?.[1];
  const value = quoted ?? rest.slice(1).replaceAll("'", "");
  if (quoted === undefined) problem(start + 1, end, "The text of an argument stands between two apostrophes: ='text'.");
  const wrong = wrongCharacter.exec(value)?.[0];
  if (wrong !== undefined) {
    const at = start + rest.indexOf(wrong);
    const what = wrong === " " ? "A blank" : quote(wrong);
    problem(
      at,
      at + wrong.length,
      `${what} may not stand in an argument; printable ASCII without blanks, ", ' and \\ may.`,
    );
  }
  return value;
}

/** The arguments as Execute carries them. */
export function printExecuteArguments(list: readonly ExecuteArgument[]): string {
  return list.map(({ digit, value }) => (value === undefined ? `${digit}` : `${digit}='${value}'`)).join(",");
}
