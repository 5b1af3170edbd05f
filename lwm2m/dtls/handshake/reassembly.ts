import { handshakeTypes } from "../tables/handshakeTypes.js";
import type { HandshakeFragment, HandshakeMessage } from "../wire/handshakeMessage.js";

/** Messages of one flight may come in any order; no flight has more of them than this. */
const longestFlight = 12;

/** A message in more pieces that do not touch is the work of a stranger; a piece more is dropped. */
const mostPieces = 64;

interface PartialMessage {
  readonly type: number;
  readonly body: Uint8Array;
  /** Parts that are there, in order, none touching another. */
  ranges: readonly Range[];
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Puts handshake messages together and in order (RFC 6347 §4.2.2, §4.2.3). Keeps at most `limit` bytes at a time. */
export class Reassembly {
  readonly #limit: number;
  readonly #partials = new Map<string, PartialMessage>();
  #expected: number;
  #kept = 0;

  constructor(limit: number, expected = 0) {
    this.#limit = limit;
    this.#expected = expected;
  }

  /** The number of the next message. */
  get expected(): number {
    return this.#expected;
  }

  /**
   * Takes a fragment. Parts may overlap, come twice or be cut differently when they are sent again. What is behind,
   * too far ahead, too long or contradicts an earlier fragment is dropped. Finished is the one message that is
   * encrypted, and what is forged in the plain epoch cannot take its place.
   */
  add({ type, sequence, length, offset, data }: HandshakeFragment, epoch: number): void {
    if (sequence < this.#expected || sequence >= this.#expected + longestFlight) return;
    if ((type === handshakeTypes.Finished) !== (epoch === 1)) return;
    const key = keyOf(sequence, epoch);
    const partial = this.#partials.get(key) ?? this.#begin(key, type, length);
    if (partial?.type !== type || partial.body.length !== length) return;
    const ranges = joined(partial.ranges, { start: offset, end: offset + data.length });
    if (ranges.length > mostPieces) return;
    partial.body.set(data, offset);
    partial.ranges = ranges;
  }

  /** The next message if it is whole. */
  next(): HandshakeMessage | undefined {
    const sequence = this.#expected;
    const partials = [1, 0].map((epoch) => this.#partials.get(keyOf(sequence, epoch)));
    const whole = partials.find((partial) => partial !== undefined && isWhole(partial));
    if (whole === undefined) return undefined;
    for (const partial of partials) this.#kept -= partial?.body.length ?? 0;
    for (const epoch of [0, 1]) this.#partials.delete(keyOf(sequence, epoch));
    this.#expected++;
    return { type: whole.type, sequence, body: whole.body };
  }

  #begin(key: string, type: number, length: number): PartialMessage | undefined {
    if (this.#kept + length > this.#limit) return undefined;
    this.#kept += length;
    const partial: PartialMessage = { type, body: new Uint8Array(length), ranges: [] };
    this.#partials.set(key, partial);
    return partial;
  }
}

function keyOf(sequence: number, epoch: number): string {
  return `${sequence}/${epoch}`;
}

function isWhole({ ranges, body }: PartialMessage): boolean {
  return ranges.length === 1 && ranges[0]?.start === 0 && ranges[0].end === body.length;
}

/** Ranges with one more; those that touch become one. */
function joined(ranges: readonly Range[], added: Range): readonly Range[] {
  let { start, end } = added;
  const apart: Range[] = [];
  for (const range of ranges) {
    if (range.end < start || range.start > end) apart.push(range);
    else {
      start = Math.min(start, range.start);
      end = Math.max(end, range.end);
    }
  }
  return [...apart, { start, end }].sort((a, b) => a.start - b.start);
}
