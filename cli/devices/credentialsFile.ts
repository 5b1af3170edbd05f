import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { CredentialInput } from "../../engine/protocol/credentials.js";
import { parseTree, type ParseError } from "jsonc-parser";
import { fromHex, toHex } from "../../lwm2m/base/bytes.js";
import { quotedText } from "../../lwm2m/base/quotedText.js";
import { jsonNestsTooDeep } from "../../lwm2m/definition/configDepth.js";
import { readText } from "../files/readText.js";
import type { Io } from "../io.js";

/** The credentials of a file, or the sentence that says what is wrong with it. */
export type CredentialsFile =
  | { readonly credentials: readonly CredentialInput[]; readonly problem?: undefined }
  | { readonly credentials?: undefined; readonly problem: string };

/** Read and write for the owner, nothing for anybody else. */
const othersMayRead = 0o077;

/**
 * Reads a file of pre-shared keys: a JSON object with the keys by PSK identity, in hexadecimal digits. Only its owner may
 * be able to read it. A problem never quotes a key.
 */
export function readCredentials(path: string, io: Pick<Io, "cwd" | "platform">): CredentialsFile {
  const file = resolve(io.cwd, path);
  const read = readText(file);
  if (!("text" in read)) return { problem: `${path}: ${read.problem}` };
  // Windows keeps access in lists that the mode does not show.
  if (io.platform !== "win32" && (modeOf(file) & othersMayRead) !== 0) {
    return { problem: `Others may read ${path}, and it holds keys. Run "chmod 600 ${path}" and try again.` };
  }
  return parseCredentials(read.text, path);
}

/** The mode of a file; 0 if there is none to be seen, which reading then explains. */
function modeOf(file: string): number {
  try {
    return statSync(file).mode;
  } catch {
    return 0;
  }
}

const example = `{ "thermostat-1": "000102030405060708090a0b0c0d0e0f" }`;

/** A member of the object, with the line where it is, counted from 1. */
interface Member {
  readonly identity: string;
  readonly value: unknown;
  readonly line: number;
}

function parseCredentials(text: string, path: string): CredentialsFile {
  const { members, problem: unreadable } = readMembers(text);
  if (members === undefined) return { problem: `${path}${unreadable}` };
  const lines = new Map<string, number>();
  const credentials: CredentialInput[] = [];
  for (const { identity, value, line } of members) {
    const before = lines.get(identity);
    lines.set(identity, line);
    const key = typeof value === "string" ? fromHex(value) : undefined;
    const problem = memberProblem(identity, value, key, before);
    if (problem !== undefined) return { problem: `${path}, line ${line}: ${problem}` };
    if (key !== undefined) credentials.push({ identity, key: toHex(key) });
  }
  return { credentials };
}

/** So many hexadecimal digits, with nothing else, are rather a key than a name. */
const keyDigits = 16;

/** What is wrong with an identity and its key. What may be a key is not repeated, wherever it stands. */
function memberProblem(
  identity: string,
  value: unknown,
  key: Uint8Array | undefined,
  before: number | undefined,
): string | undefined {
  const looksLikeKey = identity.length >= keyDigits && fromHex(identity) !== undefined;
  const who = looksLikeKey ? "this identity" : quotedText(identity);
  const length = Buffer.byteLength(identity);
  if (length === 0 || length > 128) return `The PSK identity ${who} has ${length} bytes; it needs 1 to 128.`;
  if (before !== undefined) {
    return `The PSK identity ${who} has a key in line ${before} already. Remove the one that is wrong.`;
  }
  if (typeof value !== "string") {
    return `The key of ${who} must be hexadecimal digits in quotation marks, such as ${example}.`;
  }
  if (key === undefined && looksLikeKey) {
    return `This looks like key and identity in the wrong order; the identity comes first, such as ${example}.`;
  }
  if (key === undefined && /^(?:0x)?[0-9a-f\s:]*$/iu.test(value)) {
    return `The key of ${who} has an odd number of hexadecimal digits; it needs two for each byte.`;
  }
  if (key === undefined) return `The key of ${who} is not written in hexadecimal digits, two a byte.`;
  if (key.length === 0 || key.length > 64) return `The key of ${who} has ${key.length} bytes; it needs 1 to 64.`;
  return undefined;
}

type Members =
  | { readonly members: readonly Member[]; readonly problem?: undefined }
  /** The end of a sentence that begins with the path. */
  | { readonly members?: undefined; readonly problem: string };

/**
 * The members of a JSON object, in their order and also if they are there twice. A byte order mark, comments and a comma
 * behind the last member do no harm. The parser's own words are not passed on, as they may quote the text.
 */
function readMembers(text: string): Members {
  const errors: ParseError[] = [];
  const json = text.replace(/^\uFEFF/u, "");
  const root = jsonNestsTooDeep(json) ? undefined : parseTree(json, errors, { allowTrailingComma: true });
  if (root?.type !== "object") return { problem: ` is no JSON object of keys by PSK identity, such as ${example}.` };
  const lineAt = (offset: number): number => json.slice(0, offset).split("\n").length;
  const [error] = errors;
  if (error !== undefined) {
    const advice = "Look for a missing comma, colon, quotation mark or brace there or just before.";
    return { problem: `, line ${lineAt(error.offset)}: This is no JSON: ${advice} It should look like ${example}.` };
  }
  return {
    members: (root.children ?? []).map(({ offset, children = [] }) => {
      const [name, value] = children;
      const content: unknown = value?.value;
      return { identity: String(name?.value), value: content, line: lineAt(offset) };
    }),
  };
}
