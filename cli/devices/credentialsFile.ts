import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { CredentialInput } from "../../engine/protocol/credentials.js";
import { fromHex, toHex } from "../../lwm2m/base/bytes.js";
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

function parseCredentials(text: string, path: string): CredentialsFile {
  const entries = jsonEntries(text);
  if (entries === undefined)
    return { problem: `${path} is no JSON object of keys by PSK identity, such as ${example}.` };
  const credentials: CredentialInput[] = [];
  for (const [identity, value] of entries) {
    const key = typeof value === "string" ? fromHex(value) : undefined;
    const length = Buffer.byteLength(identity);
    if (length === 0 || length > 128) {
      return { problem: `${path}: The PSK identity "${identity}" has ${length} bytes; it needs 1 to 128.` };
    }
    if (key !== undefined && (key.length === 0 || key.length > 64)) {
      return { problem: `${path}: The key of "${identity}" has ${key.length} bytes; it needs 1 to 64.` };
    }
    if (key === undefined) {
      return { problem: `${path}: The key of "${identity}" is not written in hexadecimal digits, two a byte.` };
    }
    credentials.push({ identity, key: toHex(key) });
  }
  return { credentials };
}

/** The members of a JSON object. The parser's own words are not passed on, as they may quote the text. */
function jsonEntries(text: string): readonly (readonly [string, unknown])[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : undefined;
  } catch {
    return undefined;
  }
}
