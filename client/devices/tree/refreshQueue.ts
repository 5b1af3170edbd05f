import type { Clock } from "../../../lwm2m/base/clock.js";
import type { Disposable } from "../../../lwm2m/base/disposal.js";

/**
 * Milliseconds between two redraws. VS Code waits until a tree has not changed for 200 ms, so a tree that changed more
 * often would never be drawn: many observed values come faster than that.
 */
export const redrawPause = 300;

/** Collects what is to be drawn anew: the first at once, what follows together, at most every `redrawPause`. */
export class RefreshQueue<Node> implements Disposable {
  readonly #clock: Clock;
  readonly #redraw: (nodes: readonly Node[] | undefined) => void;
  #waiting = new Set<Node>();
  #isEverything = false;
  #pause: Disposable | undefined;

  /** `redraw` gets the nodes, or undefined for everything. */
  constructor(clock: Clock, redraw: (nodes: readonly Node[] | undefined) => void) {
    this.#clock = clock;
    this.#redraw = redraw;
  }

  /** Has nodes drawn anew. */
  add(...nodes: readonly Node[]): void {
    for (const node of nodes) this.#waiting.add(node);
    this.#flush();
  }

  /** Has everything drawn anew. */
  addEverything(): void {
    this.#isEverything = true;
    this.#flush();
  }

  dispose(): void {
    this.#pause?.dispose();
  }

  #flush(): void {
    if (this.#pause !== undefined || (this.#waiting.size === 0 && !this.#isEverything)) return;
    const nodes = this.#isEverything ? undefined : [...this.#waiting];
    this.#waiting = new Set();
    this.#isEverything = false;
    this.#pause = this.#clock.after(redrawPause, () => {
      this.#pause = undefined;
      this.#flush();
    });
    this.#redraw(nodes);
  }
}
