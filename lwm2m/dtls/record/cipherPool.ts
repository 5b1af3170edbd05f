import { BoundedMap } from "../../base/boundedMap.js";
import type { TrafficKey } from "../crypto/keySchedule.js";
import type { Protection } from "./protection.js";

/** Directions of sessions whose ciphers are ready. */
const usualSize = 256;

/**
 * Ciphers of the keys that were used last. A cipher takes kilobytes and is made in microseconds; of ten thousand sessions
 * nearly all are silent, and keep their keys alone.
 */
export class CipherPool {
  readonly #ready: BoundedMap<TrafficKey, Protection>;

  constructor(size = usualSize) {
    this.#ready = new BoundedMap(size);
  }

  /** The cipher of a key, which `make` makes if it is not there. */
  of(key: TrafficKey, make: (key: TrafficKey) => Protection): Protection {
    const ready = this.#ready.touch(key);
    if (ready !== undefined) return ready;
    const made = make(key);
    this.#ready.set(key, made);
    return made;
  }

  /** The key is of no use any more. */
  forget(key: TrafficKey): void {
    this.#ready.delete(key);
  }
}
