import { isWithin, parsePath, pathIds, pathOf, printPath, type Path } from "../../lwm2m/data/path.js";
import type { Random } from "../../lwm2m/base/random.js";
import type { ObjectDefinition } from "../../lwm2m/definition/model.js";
import type { Entry } from "../../lwm2m/data/entry.js";
import { printValue } from "../../lwm2m/data/valueText.js";
import { seededBytes } from "../../lwm2m/base/testing/seededBytes.js";
import { toHex, toUtf8 } from "../../lwm2m/base/bytes.js";
import type { CodecContext, Decoded } from "../../lwm2m/codec/codec.js";
import { decodePayload, encodeEntries } from "../../lwm2m/codec/codecs.js";
import { contentFormats } from "../../lwm2m/codec/contentFormats.js";
import { parseLinks, printLinks } from "../../lwm2m/codec/linkFormat.js";
import { extremeEntries } from "../../lwm2m/codec/testing/extremeEntries.js";
import { plausibleEntries } from "../../lwm2m/codec/testing/plausibleEntries.js";
import { testRegistry } from "../fixtures/registry.js";
import { seededRandom, type SeededRandom } from "../fixtures/seededRandom.js";

const formatIds: readonly number[] = contentFormats.map(({ id }) => id);

/** How many damaged payloads of each format one seed tries. */
const roundsOfFormat = 30;

/**
 * Damages payloads of every format, decodes them, and checks that nothing throws, that problems are sentences at a place
 * of the payload, and that what was decoded without a problem is the same after encoding and decoding it again. Returns
 * the number of payloads; throws a sentence on failure.
 */
export function fuzzCodecs(seed: number): number {
  const random = seededRandom(seed);
  const bytes = seededBytes(seed);
  const { objects } = testRegistry();
  const rounds = roundsOfFormat * formatIds.length;
  for (let round = 0; round < rounds; round++) {
    const object = objects[random.below(objects.length)];
    if (object === undefined) throw new Error("The registry is empty.");
    const contentFormat: number = formatIds[round % formatIds.length] ?? 0;
    const entries = entriesOf(object, random, bytes);
    const basePath = basePathOf(entries, random);
    const isKnown = random.below(4) > 0;
    const ctx: CodecContext = {
      basePath,
      resource: (objectId, resourceId) =>
        isKnown && objectId === object.id ? object.resources.find(({ id }) => id === resourceId) : undefined,
      ...(random.below(8) > 0 ? {} : { prefix: "dev0" }),
    };
    const isEtch = contentFormat === 320 || contentFormat === 322;
    const bare = (): readonly Path[] => (random.below(4) > 0 ? [] : entries.map(({ path }) => pathAbove(path, random)));
    const encoded = encodeEntries(contentFormat, entries, ctx, bare(), isEtch ? bare() : []);
    const { payload = bytes.bytes(random.below(60)) } = encoded;
    const start = contentFormat === 40 ? Buffer.from(linkText(entries)) : payload;
    check(contentFormat, damaged(start, random), ctx, seed);
  }
  return rounds;
}

/** Some values of an object: plausible ones or extreme ones, some of them with times. */
function entriesOf(object: ObjectDefinition, random: SeededRandom, bytes: Random): readonly Entry[] {
  const some = { ...object, resources: random.shuffled([...object.resources]).slice(0, 6) };
  const isPlausible = random.below(3) > 0;
  const all = isPlausible
    ? plausibleEntries(some, random.below(2), bytes)
    : extremeEntries(some, random.below(65535), random.below(10));
  const entries = all.slice(0, 1 + random.below(6));
  if (random.below(3) > 0) return entries;
  const time = random.below(2 ** 31) * 1000;
  return entries.map((entry) => ({ ...entry, time: time + random.below(3) * 250 }));
}

/** A path, or one above it. */
function pathAbove(path: Path, random: SeededRandom): Path {
  return random.below(2) === 0 ? path : pathOf(...pathIds(path).slice(0, random.below(5)));
}

/** The path of the entries' first, or one above it. */
function basePathOf(entries: readonly Entry[], random: SeededRandom): Path {
  const { objectId, objectInstanceId } = entries[0]?.path ?? { objectId: 3, objectInstanceId: 0 };
  return random.pick([entries[0]?.path ?? {}, { objectId, objectInstanceId }, { objectId }, {}]);
}

function linkText(entries: readonly Entry[]): string {
  return printLinks(
    entries.map(({ path, value }) => ({
      target: printPath(path),
      attributes: [{ name: "ver", value: "1.1" }, { name: "obs" }, { name: "title", value: printValue(value) }],
    })),
  );
}

/** Bytes that mean much in one of the formats. */
const telling = [
  0x00, 0xff, 0x7f, 0x80, 0x22, 0x5b, 0x7b, 0x5c, 0x9f, 0xbf, 0x5f, 0xc1, 0xfb, 0x1b, 0x08, 0x18,
] as const;

/** The payload with up to five bytes or parts changed, left out, put in or doubled. */
function damaged(payload: Uint8Array, random: SeededRandom): Uint8Array {
  let result = Array.from(payload);
  for (let count = random.below(6); count > 0; count--) {
    const at = random.below(result.length + 1);
    const length = random.below(8);
    const part = result.slice(at, at + length);
    const insert = random.pick([
      [],
      [random.below(256)],
      [random.pick(telling)],
      [...part, ...part],
      part.toReversed(),
    ]);
    result = [...result.slice(0, at), ...insert, ...result.slice(at + random.pick([0, 1, length]))];
    if (random.below(6) === 0) result = result.slice(0, random.below(result.length + 1));
  }
  return Uint8Array.from(result);
}

function check(contentFormat: number, payload: Uint8Array, ctx: CodecContext, seed: number): void {
  const fail = (what: string): never => {
    throw new Error(
      `Seed ${seed}: ${what} Format ${contentFormat}, path ${printPath(ctx.basePath)}, bytes ${toHex(payload)}.`,
    );
  };
  let decoded: Decoded;
  try {
    decoded = decodePayload(contentFormat, payload, ctx);
  } catch (error) {
    return fail(`Decoding throws ${String(error)}.`);
  }
  for (const { offset, message } of decoded.problems) {
    if (!Number.isInteger(offset) || offset < 0 || offset > payload.length)
      fail(`The place ${offset} is outside (${message})`);
    if (!/^\S[^]*\.$/u.test(message) || message.length > 500) fail(`A problem is no short sentence: ${message}.`);
  }
  for (const { path, time } of decoded.entries) {
    if (time !== undefined && Number.isNaN(new Date(time).getTime())) fail(`${time} is no time.`);
    if (decoded.problems.length === 0 && parsePath(printPath(path)).path === undefined)
      fail(`${printPath(path)} is no path.`);
  }
  checkAgain(contentFormat, decoded, ctx, fail);
  if (contentFormat === 40 || payload[0] === 0x3c) checkLinks(payload, fail);
}

/** What was understood without a problem means the same after another round. */
function checkAgain(contentFormat: number, decoded: Decoded, ctx: CodecContext, fail: (what: string) => never): void {
  const { entries, empty, removed, problems } = decoded;
  const { payload } = encodeEntries(contentFormat, entries, ctx, empty, removed);
  // A guess need not be guessed again: four bytes of a small integer come back as two, which may be text.
  const isSure = problems.length === 0 && entries.every(({ isGuess }) => isGuess !== true);
  if (payload === undefined || !isSure) return;
  const again = decodePayload(contentFormat, payload, ctx);
  const [before, after] = [linesOf(decoded, ctx), linesOf(again, ctx)];
  if (before.join("\n") !== after.join("\n")) fail(`${before.join(", ")} became ${after.join(", ")}.`);
}

/**
 * What was decoded, a line each, in a fixed order. TLV gathers the parts of an instance, so that an empty part of one that
 * has others goes.
 */
function linesOf({ entries, empty, removed = [], problems }: Decoded, { basePath }: CodecContext): readonly string[] {
  const isGathered = (path: Path): boolean =>
    isWithin(basePath, path) ||
    entries.some((entry) => isWithin(entry.path, path)) ||
    empty.some((other) => isWithin(other, path) && printPath(other) !== printPath(path));
  const empties = empty.filter((path) => !isGathered(path)).map((path) => `${printPath(path)} empty`);
  return [
    ...entries.map(({ path, value, time }) => `${printPath(path)} ${value.type} ${printValue(value)} ${time}`),
    ...new Set(empties),
    ...removed.map((path) => `${printPath(path)} removed`),
    ...problems.map(({ message }) => message),
  ].sort();
}

/** Whatever a text is, the links that are understood of it print as links without a problem. */
function checkLinks(payload: Uint8Array, fail: (what: string) => never): void {
  const { links } = parseLinks(toUtf8(payload) ?? toHex(payload));
  const printed = printLinks(links);
  const again = parseLinks(printed);
  // What is wrong with the values of attributes stays wrong, and what is there twice stays there twice.
  const isKept = /: expected .*, found | is there twice in one link; /u;
  const isBroken = again.problems.some(({ message }) => !isKept.test(message));
  if (isBroken || printLinks(again.links) !== printed) fail(`The links ${printed} do not read back.`);
}
