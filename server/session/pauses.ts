import type { Timers } from "./environment.js";

/** A pause in typing, in milliseconds, after which what depends on the text is worked out anew. */
export const pauseInTyping = 150;

/** Work on documents that waits for a pause: each new request for a document replaces the one before. */
export interface Pauses {
  readonly after: (uri: string, milliseconds: number, work: () => void) => void;
  readonly isWaiting: (uri: string) => boolean;
  readonly cancel: (uri: string) => void;
  readonly dispose: () => void;
}

/** Waits with the timers of the environment. */
export function pausing(timers: Timers): Pauses {
  const waiting = new Map<string, () => void>();
  const cancel = (uri: string): void => {
    waiting.get(uri)?.();
    waiting.delete(uri);
  };
  return {
    after: (uri, milliseconds, work) => {
      cancel(uri);
      const takeBack = timers.after(milliseconds, () => {
        waiting.delete(uri);
        work();
      });
      waiting.set(uri, takeBack);
    },
    isWaiting: (uri) => waiting.has(uri),
    cancel,
    dispose: () => {
      for (const uri of [...waiting.keys()]) cancel(uri);
    },
  };
}
