import assert from "node:assert/strict";
import { testRegistry } from "../../../test/fixtures/registry.js";
import { fromHex, fromUtf8, toHex } from "../../base/bytes.js";
import { parsePath, printPath } from "../../data/path.js";
import { printValue } from "../../data/valueText.js";
import type { CodecContext, Decoded } from "../codec.js";
import { decodePayload, encodeEntries } from "../codecs.js";

/** A payload in a test: bytes as hexadecimal digits, or what stands behind `text:`. */
export function payloadOf(text: string): Uint8Array {
  const bytes = text.startsWith("text:") ? fromUtf8(text.slice(5)) : fromHex(text);
  assert.ok(bytes !== undefined, text);
  return bytes;
}

/** The context of a request for a path, with the newest definitions of the registry. */
export function contextAt(path: string, more: Partial<CodecContext> = {}): CodecContext {
  const registry = testRegistry();
  const resource: CodecContext["resource"] = (objectId, resourceId) =>
    registry.object(objectId)?.resources.find(({ id }) => id === resourceId);
  return { basePath: parsePath(path).path ?? {}, resource, ...more };
}

/** What was decoded, a line for each value, empty place and problem: `/3/0/9 Integer 100`, `3 what is wrong`. */
export function linesOf({ entries, empty, removed = [], problems }: Decoded): readonly string[] {
  return [
    ...entries.map(({ path, value, time, isGuess }) => {
      const stamp = time === undefined ? "" : ` at ${new Date(time).toISOString()}`;
      return `${printPath(path)} ${value.type}${isGuess === true ? "?" : ""} ${printValue(value)}${stamp}`.trimEnd();
    }),
    ...empty.map((path) => `${printPath(path)} empty`),
    ...removed.map((path) => `${printPath(path)} removed`),
    ...problems.map(({ offset, message }) => `${offset} ${message}`),
  ];
}

/** Decodes a payload and compares the lines. */
export function checkDecode(
  contentFormat: number,
  path: string,
  payload: string,
  lines: string,
  more: Partial<CodecContext> = {},
): void {
  const decoded = decodePayload(contentFormat, payloadOf(payload), contextAt(path, more));
  const expected = lines.trim().split(/\s*\n\s*/u);
  assert.deepEqual(linesOf(decoded), lines.trim() === "" ? [] : expected, payload);
}

/** Decodes a payload, which is as it should be, compares the lines, and encodes what was understood: to the same bytes. */
export function checkBothWays(
  contentFormat: number,
  path: string,
  payload: string,
  lines: string,
  more: Partial<CodecContext> = {},
): void {
  checkDecode(contentFormat, path, payload, lines, more);
  const ctx = contextAt(path, more);
  const { entries, empty, removed } = decodePayload(contentFormat, payloadOf(payload), ctx);
  const again = encodeEntries(contentFormat, entries, ctx, empty, removed);
  assert.equal(toHex(again.payload ?? new Uint8Array()), toHex(payloadOf(payload)), again.problem);
}
