import type { Connection } from "vscode-languageserver";
import type { Timers } from "./environment.js";
import type { Diagnosing } from "./diagnosing.js";
import type { RequestGuard } from "./requestGuard.js";

/** Pushes diagnostics of open documents to a client that does not ask for them. */
export interface Pushing {
  /** A document has opened or changed. */
  readonly changed: (uri: string) => void;
  readonly closed: (uri: string) => void;
  readonly dispose: () => void;
}

/** A pause in typing, in milliseconds. What is new is shown at once. */
const pause = 150;

/** Pushes after a pause in typing; a verdict that is out of date by then is not sent. */
export function pushing(connection: Connection, judge: Diagnosing, timers: Timers, guard: RequestGuard): Pushing {
  const waiting = new Map<string, () => void>();
  /** Documents for which the client may show something. */
  const shown = new Set<string>();

  async function push(uri: string): Promise<void> {
    const verdict = await judge.verdict(uri);
    if (waiting.has(uri)) return;
    if (verdict === undefined) {
      if (shown.delete(uri)) await connection.sendDiagnostics({ uri, diagnostics: [] });
      return;
    }
    shown.add(uri);
    const { version } = verdict.doc.source;
    await connection.sendDiagnostics({ uri, version, diagnostics: judge.inLsp(verdict) });
  }

  return {
    changed: (uri) => {
      waiting.get(uri)?.();
      const later = timers.after(shown.has(uri) ? pause : 0, () => {
        waiting.delete(uri);
        guard.background("pushing diagnostics", () => push(uri));
      });
      waiting.set(uri, later);
    },
    closed: (uri) => {
      waiting.get(uri)?.();
      waiting.delete(uri);
      if (shown.delete(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] });
    },
    dispose: () => {
      for (const cancel of waiting.values()) cancel();
      waiting.clear();
    },
  };
}
