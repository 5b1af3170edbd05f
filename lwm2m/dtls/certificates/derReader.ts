const nothing = new Uint8Array();

/** Tags of DER that certificates are made of (ITU-T X.690 §8.1.2, universal class). */
export const derTags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

/** One value with its tag. */
export interface DerValue {
  readonly tag: number;
  readonly content: Uint8Array;
  /** Tag, length and content as they stand. */
  readonly whole: Uint8Array;
}

/**
 * Reads DER strictly (ITU-T X.690 §10): one-byte tags, definite lengths in their shortest form. What is not there or
 * not so gives nothing, and leaves this reader and all that come from the same bytes broken, so that a structure is
 * read to its end and judged once. It goes no deeper than its caller, so that nested input costs nothing.
 */
export class DerReader {
  readonly #bytes: Uint8Array;
  readonly #state: { isBroken: boolean };
  #offset = 0;

  constructor(bytes: Uint8Array, state = { isBroken: false }) {
    this.#bytes = bytes;
    this.#state = state;
  }

  get isBroken(): boolean {
    return this.#state.isBroken;
  }

  get isAtEnd(): boolean {
    return this.#offset === this.#bytes.length;
  }

  /** The tag of the next value; undefined at the end. */
  get nextTag(): number | undefined {
    return this.#state.isBroken ? undefined : this.#bytes[this.#offset];
  }

  /** The next value, whatever it is. */
  value(): DerValue {
    const start = this.#offset;
    const tag = this.#bytes[start] ?? 0x1f;
    const length = this.#length(start + 1);
    // RFC 5280 needs no tag of more than one byte.
    if (this.#state.isBroken || (tag & 0x1f) === 0x1f || length === undefined || length.end > this.#bytes.length) {
      this.fail();
      return { tag: 0, content: nothing, whole: nothing };
    }
    this.#offset = length.end;
    const content = this.#bytes.subarray(length.start, length.end);
    return { tag, content, whole: this.#bytes.subarray(start, length.end) };
  }

  /** The content of the next value, which has to have this tag. */
  content(tag: number): Uint8Array {
    if (this.nextTag === tag) return this.value().content;
    this.fail();
    return nothing;
  }

  /** The content of the next value if it has this tag. */
  optional(tag: number): Uint8Array | undefined {
    return this.nextTag === tag ? this.value().content : undefined;
  }

  /** A reader of what is inside the next value, which has to have this tag. */
  inside(tag: number = derTags.sequence): DerReader {
    return this.within(this.content(tag));
  }

  /** A reader of other bytes, which breaks with this one. */
  within(bytes: Uint8Array): DerReader {
    return new DerReader(bytes, this.#state);
  }

  /** Nothing may be left. */
  end(): void {
    if (!this.isAtEnd) this.fail();
  }

  /** What was read makes no sense. */
  fail(): void {
    this.#state.isBroken = true;
    this.#offset = this.#bytes.length;
  }

  #length(at: number): { readonly start: number; readonly end: number } | undefined {
    const first = this.#bytes[at];
    if (first === undefined) return undefined;
    if (first < 0x80) return { start: at + 1, end: at + 1 + first };
    const count = first & 0x7f;
    if (count === 0 || count > 3) return undefined;
    const start = at + 1 + count;
    const digits = this.#bytes.subarray(at + 1, start);
    if (digits.length < count) return undefined;
    const length = digits.reduce((value, digit) => value * 256 + digit, 0);
    const isShortest = length >= 0x80 && digits[0] !== 0;
    return isShortest ? { start, end: start + length } : undefined;
  }
}

/** An object identifier in dots, such as `2.5.29.15`; undefined if it is none. */
export function printObjectIdentifier(content: Uint8Array): string | undefined {
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of content) {
    if (arc === 0 && byte === 0x80) return undefined;
    arc = arc * 128 + (byte & 0x7f);
    if (arc > Number.MAX_SAFE_INTEGER / 128) return undefined;
    if (byte < 0x80) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const [first, ...rest] = arcs;
  if (first === undefined || (content.at(-1) ?? 0x80) >= 0x80) return undefined;
  const root = Math.min(2, Math.floor(first / 40));
  return [root, first - 40 * root, ...rest].join(".");
}
