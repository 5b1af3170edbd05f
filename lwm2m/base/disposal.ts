/** A thing with a life that its owner ends. Disposing twice is harmless. */
export interface Disposable {
  readonly dispose: () => void;
}

/** Disposes several things at once, the last one first. */
export function disposeAll(things: readonly Disposable[]): void {
  for (const thing of things.toReversed()) thing.dispose();
}
