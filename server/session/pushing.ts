import type { Connection } from "vscode-languageserver";
import type { Timers } from "./environment.js";
import type { Diagnosing } from "./diagnosing.js";
import { pauseInTyping, pausing } from "./pauses.js";
import type { RequestGuard } from "./requestGuard.js";

/** Pushes diagnostics of open documents to a client that does not ask for them. */
export interface Pushing {
  /** A document has opened or changed. */
  readonly changed: (uri: string) => void;
  readonly closed: (uri: string) => void;
  readonly dispose: () => void;
}

/** Pushes after a pause in typing, what is new at once; a verdict that is out of date by then is not sent. */
export function pushing(connection: Connection, judge: Diagnosing, timers: Timers, guard: RequestGuard): Pushing {
  const pauses = pausing(timers);
  /** Documents for which the client may show something. */
  const shown = new Set<string>();

  async function push(uri: string): Promise<void> {
    const verdict = await judge.verdict(uri);
    if (pauses.isWaiting(uri)) return;
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
      pauses.after(uri, shown.has(uri) ? pauseInTyping : 0, () => {
        guard.background("pushing diagnostics", () => push(uri));
      });
    },
    closed: (uri) => {
      pauses.cancel(uri);
      if (shown.delete(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] });
    },
    dispose: pauses.dispose,
  };
}
