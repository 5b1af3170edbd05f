import type { Socket } from "node:net";
import type { Clock } from "../../lwm2m/base/clock.js";
import type { Disposable } from "../../lwm2m/base/disposal.js";
import type { Logger } from "../../lwm2m/base/logger.js";
import type { EngineCore } from "../core/core.js";
import type { EngineInfo } from "../protocol.js";
import { ClientConnection } from "./clientConnection.js";

/** What the server is made from. */
export interface EngineServerSetup {
  readonly core: EngineCore;
  readonly info: EngineInfo;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Milliseconds without a client until the engine ends. */
  readonly idleTime: number;
  /** Called once: nobody has been here for that time, or the engine makes way for one of another version. */
  readonly onEnd: (reason: string) => void;
}

/** Connections beyond this are closed at once; a user has some windows, not thousands. */
const mostClients = 64;

/** The engine's side of its local socket: all its clients, and the time since the last one. */
export class EngineServer implements Disposable {
  readonly #setup: EngineServerSetup;
  readonly #clients = new Set<ClientConnection>();
  #nextId = 1;
  #idle: Disposable | undefined;
  #isOver = false;

  constructor(setup: EngineServerSetup) {
    this.#setup = setup;
    this.#watchIdle();
  }

  /** Serves a connection that was accepted. It counts as a client once it has introduced itself. */
  readonly accept = (socket: Socket): void => {
    // Without a listener an error would end the process.
    socket.on("error", () => undefined);
    if (this.#isOver || this.#clients.size >= mostClients) {
      socket.destroy();
      return;
    }
    const { core, info, logger } = this.#setup;
    const id = this.#nextId;
    this.#nextId += 1;
    const client: ClientConnection = new ClientConnection({
      id,
      socket,
      info,
      core,
      logger,
      onInitialized: () => {
        this.#idle?.dispose();
        this.#idle = undefined;
      },
      makesWay: () => {
        if (this.#hasClients()) return false;
        // The answer is written before the process ends.
        setImmediate(() => {
          this.#end("It makes way for an engine of another version.");
        });
        return true;
      },
      onGone: () => {
        this.#clients.delete(client);
        core.clientGone(id);
        if (client.isInitialized && !this.#hasClients()) this.#watchIdle();
      },
    });
    this.#clients.add(client);
  };

  dispose(): void {
    this.#isOver = true;
    for (const client of [...this.#clients]) client.dispose();
    this.#idle?.dispose();
  }

  #hasClients(): boolean {
    return [...this.#clients].some((client) => client.isInitialized);
  }

  #watchIdle(): void {
    if (this.#isOver) return;
    this.#idle?.dispose();
    this.#idle = this.#setup.clock.after(this.#setup.idleTime, () => {
      this.#end("No client is left.");
    });
  }

  #end(reason: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#setup.onEnd(reason);
  }
}
