import { Buckets, type Chained } from "./buckets.js";
import { Shelved, type Shelf } from "./shelf.js";

/** Roughly what remembering a message takes besides the answer, in bytes. */
const ownWeight = 200;

/** A message that has come, and what was answered at once. */
export class Remembered extends Shelved implements Chained<Remembered> {
  readonly #memory: MessageMemory;
  /** The message ID. */
  readonly hash: number;
  chained: Remembered | undefined;
  /** Tells another message with the same ID, after the peer has started anew, from the same message again. */
  readonly digest: number;
  /** Until then the message ID means this message (RFC 7252 §4.8.2). Milliseconds since 1970. */
  readonly validUntil: number;
  /** What goes out again when the message comes again. */
  answer: Uint8Array | undefined;
  /** The next younger one of the same session. */
  next: Remembered | undefined;
  isPinned = false;
  isForgotten = false;

  constructor(memory: MessageMemory, messageId: number, digest: number, validUntil: number) {
    super();
    this.#memory = memory;
    this.hash = messageId;
    this.digest = digest;
    this.validUntil = validUntil;
  }

  discard(): void {
    this.#memory.forget(this);
  }

  /** Keeps what was answered. */
  keepAnswer(data: Uint8Array): void {
    this.answer = data;
    this.#memory.shelf.weigh(this, ownWeight + data.length);
  }
}

/**
 * The messages of one peer that were seen lately (RFC 7252 §4.5), at most `capacity` of them: the oldest is forgotten
 * first, but never one whose request is still being worked on.
 */
export class MessageMemory {
  readonly shelf: Shelf;
  readonly #capacity: number;
  readonly #byId = new Buckets<Remembered>();
  #first: Remembered | undefined;
  #last: Remembered | undefined;
  #length = 0;

  constructor(shelf: Shelf, capacity: number) {
    this.shelf = shelf;
    this.#capacity = capacity;
  }

  /** The message, if it has come before. */
  find(messageId: number, digest: number, now: number): Remembered | undefined {
    const remembered = this.#withId(messageId);
    if (remembered?.digest !== digest) return undefined;
    return remembered.isPinned || remembered.validUntil > now ? remembered : undefined;
  }

  /** Remembers a message that is new. */
  remember(messageId: number, digest: number, validUntil: number): Remembered {
    const before = this.#withId(messageId);
    if (before !== undefined) {
      this.shelf.remove(before);
      this.forget(before);
    }
    const remembered = new Remembered(this, messageId, digest, validUntil);
    this.#byId.add(remembered);
    this.#append(remembered);
    this.#makeRoom();
    this.shelf.keep(remembered, ownWeight);
    return remembered;
  }

  /** The session is over. */
  clear(): void {
    for (const remembered of this.#byId.items()) this.shelf.remove(remembered);
    this.#byId.clear();
    this.#first = undefined;
    this.#last = undefined;
    this.#length = 0;
  }

  /** The shelf has let it go. Its place in the queue is freed when it gets to the front. */
  forget(remembered: Remembered): void {
    this.#byId.remove(remembered);
    remembered.isForgotten = true;
    remembered.answer = undefined;
    while (this.#first?.isForgotten === true) this.#takeFirst();
  }

  #withId(messageId: number): Remembered | undefined {
    let found = this.#byId.first(messageId);
    while (found !== undefined && found.hash !== messageId) found = found.chained;
    return found;
  }

  #makeRoom(): void {
    for (let tries = this.#length; this.#length > this.#capacity && tries > 0; tries--) {
      const first = this.#takeFirst();
      if (first === undefined) return;
      if (first.isForgotten) continue;
      if (first.isPinned) this.#append(first);
      else {
        this.shelf.remove(first);
        this.forget(first);
      }
    }
  }

  #append(remembered: Remembered): void {
    remembered.next = undefined;
    if (this.#last === undefined) this.#first = remembered;
    else this.#last.next = remembered;
    this.#last = remembered;
    this.#length++;
  }

  #takeFirst(): Remembered | undefined {
    const first = this.#first;
    if (first === undefined) return undefined;
    this.#first = first.next;
    if (this.#first === undefined) this.#last = undefined;
    first.next = undefined;
    this.#length--;
    return first;
  }
}
