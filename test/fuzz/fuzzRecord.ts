/** The session of a target that took longest, in milliseconds. */
export interface SlowestSession {
  readonly seed: number;
  readonly time: number;
}

/** What a long run is judged by, beside that nothing failed: how long its sessions take, and what stays in the heap. */
export class FuzzRecord {
  readonly #slowest = new Map<string, SlowestSession>();
  readonly #now: () => number;
  readonly #heapInUse: () => number;
  #before: number;
  #earlyHeap: number | undefined;

  /** @param heapInUse - bytes that are still in use; it may collect garbage before it looks */
  constructor(now: () => number, heapInUse: () => number) {
    this.#now = now;
    this.#heapInUse = heapInUse;
    this.#before = now();
  }

  /** Takes the session that has just ended. `part` says how much of the whole run is done, 0 to 1. */
  add(target: string, seed: number, part: number): void {
    const time = this.#now() - this.#before;
    if (time > (this.#slowest.get(target)?.time ?? 0)) this.#slowest.set(target, { seed, time });
    if (part >= 0.1) this.#earlyHeap ??= this.#heapInUse();
    this.#before = this.#now();
  }

  slowest(target: string): SlowestSession | undefined {
    return this.#slowest.get(target);
  }

  /** Bytes in use when a tenth of the run was done, and now. */
  heap(): { readonly early: number; readonly last: number } {
    const last = this.#heapInUse();
    return { early: this.#earlyHeap ?? last, last };
  }
}
