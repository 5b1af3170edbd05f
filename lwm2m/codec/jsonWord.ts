import { quote } from "../base/quote.js";
import type { Item } from "./item.js";

/** A longer integer fits no 64 bits by far, and reading it takes more than linear time. */
const longestInteger = 40;

/** The item that a word of JSON is: a number without loss, true, false or null; what is none of them is a problem. */
export function itemOfWord(word: string, offset: number, report: (message: string) => void): Item {
  if (word === "true" || word === "false") return { offset, kind: "boolean", value: word === "true" };
  if (word === "null") return { offset, kind: "null" };
  const number = /^(-?(?:0|[1-9]\d*))(\.\d+)?([eE][+-]?\d+)?$/u.exec(word);
  if (number === null) return meantWord(word, offset, report);
  const isInteger = number[2] === undefined && number[3] === undefined && word !== "-0";
  const value = Number(word);
  if (isInteger && word.length <= longestInteger) {
    return { offset, kind: "integer", value: Number.isSafeInteger(value) ? value : BigInt(word) };
  }
  const whole = Number.isInteger(value) ? wholeNumberOf(number) : undefined;
  const isExact = whole === undefined || (whole !== false && Number.isSafeInteger(value));
  return { offset, kind: "float", value, ...(isExact ? {} : { whole }) };
}

/** What programs that print JSON themselves write: `nan`, `-inf`, `True`, `+5`, `.5`, `007`. */
function meantWord(word: string, offset: number, report: (message: string) => void): Item {
  const lower = word.toLowerCase();
  const special = /^([+-]?)(?:(nan)|inf(?:inity)?)$/u.exec(lower);
  const isNumber = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/u.test(lower);
  if (special !== null) {
    const value = special[2] === "nan" ? Number.NaN : Number(`${special[1] ?? ""}Infinity`);
    report(`${quote(word)} is no JSON value; the number ${String(value)} is assumed.`);
    return { offset, kind: "float", value };
  }
  if (isNumber) {
    const meant = asJson(lower);
    report(`${quote(word)} is no JSON value; the number ${meant} is assumed.`);
    return itemOfWord(meant, offset, report);
  }
  if (lower === "true" || lower === "false") {
    report(`${quote(word)} is no JSON value; ${lower} is assumed.`);
    return { offset, kind: "boolean", value: lower === "true" };
  }
  report(`${quote(word)} is no JSON value.`);
  return { offset, kind: "null" };
}

/** A number without what JSON does not have: a plus, zeros in front, nothing before or behind the point. */
function asJson(number: string): string {
  return number
    .replace(/^\+/u, "")
    .replace(/^(-?)0+(?=\d)/u, "$1")
    .replace(/^(-?)(?=\.)/u, (sign) => `${sign}0`)
    .replace(/\.(?=e|$)/u, "");
}

/**
 * The whole number of decimal digits with a fraction or an exponent, `1.8446744073709551615e19`; false if it is none, and
 * undefined if it is far beyond 64 bits.
 */
function wholeNumberOf([, integer = "", fraction = "", exponent = ""]: readonly string[]): bigint | false | undefined {
  const digits = (integer + fraction.slice(1)).replace(/^(-?)0+/u, "$1");
  const significant = withoutZerosAtEnd(digits);
  if (significant === "" || significant === "-") return 0n;
  const decimals = Math.max(0, fraction.length - 1);
  const zeros = Number(exponent.slice(1)) - decimals + digits.length - significant.length;
  if (zeros < 0) return false;
  if (significant.length + zeros > longestInteger) return undefined;
  return BigInt(significant) * 10n ** BigInt(zeros);
}

/** In one pass, which no pattern that ends in zeros makes. */
function withoutZerosAtEnd(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === "0") end--;
  return digits.slice(0, end);
}
