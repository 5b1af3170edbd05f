import type { EngineClient } from "../../engine/client/engineClient.js";
import type { LogRecord } from "../../engine/protocol/log.js";
import type { Disposable } from "../../lwm2m/base/disposal.js";

/** Records that one engine has logged. */
export interface LoggedRecords {
  /** Tells engines apart, as each numbers its records anew. */
  readonly engineStartedAt: number;
  /** Those that were told before may be among them; their numbers tell. */
  readonly records: readonly LogRecord[];
}

/** Tells what one engine logs, in order: what comes before its snapshot has told the earlier records waits for them. */
export class LogRelay implements Disposable {
  readonly #engineStartedAt: number;
  readonly #tell: (logged: LoggedRecords) => void;
  readonly #listener: Disposable;
  #waiting: LoggedRecords[] | undefined = [];

  constructor(client: EngineClient, tell: (logged: LoggedRecords) => void) {
    this.#engineStartedAt = client.engine.startedAt;
    this.#tell = tell;
    this.#listener = client.onNotification("log/added", ({ records }) => {
      const logged = { engineStartedAt: this.#engineStartedAt, records };
      if (this.#waiting === undefined) tell(logged);
      else this.#waiting.push(logged);
    });
  }

  /** Tells the records of the snapshot, and from now on each that comes. */
  begin(records: readonly LogRecord[]): void {
    this.#tell({ engineStartedAt: this.#engineStartedAt, records });
    for (const logged of this.#waiting ?? []) this.#tell(logged);
    this.#waiting = undefined;
  }

  dispose(): void {
    this.#listener.dispose();
  }
}
