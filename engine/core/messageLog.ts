import type { Clock } from "../../lwm2m/base/clock.js";
import type { Disposable } from "../../lwm2m/base/disposal.js";
import type { LogRecord } from "../protocol/log.js";

type WithoutNumber<Record> = Record extends unknown ? Omit<Record, "number"> : never;

/** A record that has no number yet. */
export type LogDraft = WithoutNumber<LogRecord>;

/** So many records are kept. */
const mostRecords = 2000;

/** Records are made and told together, so many milliseconds after the first. */
const pause = 200;

/**
 * The newest of what has happened, for people. Records are made some time after what they tell of, in one go: decoding
 * them is not in the way of answering devices, and of a flood only those are made that anyone will see.
 */
export class MessageLog implements Disposable {
  readonly #clock: Clock;
  readonly #tell: (records: readonly LogRecord[]) => void;
  #records: LogRecord[] = [];
  #waiting: (() => LogDraft | undefined)[] = [];
  /** The number of the next record; those that were never made have one too, so that the gap shows. */
  #next = 1;
  #timer: Disposable | undefined;

  constructor(clock: Clock, tell: (records: readonly LogRecord[]) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  /** Takes note of something; `make` is called when its record is needed, and may find that it is not worth one. */
  add(make: () => LogDraft | undefined): void {
    this.#waiting.push(make);
    if (this.#waiting.length >= 2 * mostRecords) {
      this.#next += this.#waiting.length - mostRecords;
      this.#waiting = this.#waiting.slice(-mostRecords);
    }
    this.#timer ??= this.#clock.after(pause, () => {
      this.#flush();
    });
  }

  /** Every record that is kept, the oldest first. */
  records(): readonly LogRecord[] {
    this.#flush();
    return this.#records;
  }

  dispose(): void {
    this.#timer?.dispose();
    this.#waiting = [];
  }

  #flush(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    const superfluous = Math.max(0, this.#waiting.length - mostRecords);
    this.#next += superfluous;
    const made: readonly LogRecord[] = this.#waiting
      .slice(superfluous)
      .flatMap((make) => make() ?? [])
      .map((draft, index) => ({ ...draft, number: this.#next + index }));
    this.#waiting = [];
    if (made.length === 0) return;
    this.#next += made.length;
    this.#records = [...this.#records, ...made].slice(-mostRecords);
    this.#tell(made);
  }
}
