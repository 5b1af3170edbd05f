import type { Clock } from "../../../lwm2m/base/clock.js";
import type { Disposable } from "../../../lwm2m/base/disposal.js";
import { Pacer } from "../../pacer.js";

/**
 * Milliseconds between two redraws. VS Code waits until a tree has not changed for 200 ms, so a tree that changed more
 * often would never be drawn: many observed values come faster than that.
 */
export const redrawPause = 300;

/** Collects what is to be drawn anew: the first at once, what follows together, at most every `redrawPause`. */
export class RefreshQueue<Node> implements Disposable {
  readonly #pacer: Pacer;
  #waiting = new Set<Node>();
  #isEverything = false;

  /** `redraw` gets the nodes, or undefined for everything. */
  constructor(clock: Clock, redraw: (nodes: readonly Node[] | undefined) => void) {
    this.#pacer = new Pacer(clock, redrawPause, () => {
      const nodes = this.#isEverything ? undefined : [...this.#waiting];
      this.#waiting = new Set();
      this.#isEverything = false;
      redraw(nodes);
    });
  }

  /** Has nodes drawn anew. */
  add(...nodes: readonly Node[]): void {
    for (const node of nodes) this.#waiting.add(node);
    if (nodes.length > 0) this.#pacer.ask();
  }

  /** Has everything drawn anew. */
  addEverything(): void {
    this.#isEverything = true;
    this.#pacer.ask();
  }

  dispose(): void {
    this.#pacer.dispose();
  }
}
