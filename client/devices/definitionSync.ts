import type { EngineClient } from "../../engine/client/engineClient.js";
import type { Disposable } from "../../lwm2m/base/disposal.js";
import type { Logger } from "../../lwm2m/base/logger.js";
import type { FileDefinitions } from "../../server/protocol.js";
import type { DefinitionFeed } from "../language/definitionFeed.js";

/** Tells one engine what the files of the workspace define, now and with every change. */
export class DefinitionSync implements Disposable {
  readonly #client: EngineClient;
  readonly #source: DefinitionFeed;
  readonly #logger: Logger;
  readonly #listener: Disposable;

  constructor(client: EngineClient, source: DefinitionFeed, logger: Logger) {
    this.#client = client;
    this.#source = source;
    this.#logger = logger;
    this.#listener = source.onDidChange((change) => {
      this.#send(change);
    });
  }

  /** Tells what is known, and has the rest of the workspace looked at. */
  sendAll(): void {
    for (const [uri, definitions] of this.#source.current) this.#send({ uri, definitions });
    this.#source.start();
  }

  dispose(): void {
    this.#listener.dispose();
  }

  #send({ uri, definitions }: FileDefinitions): void {
    this.#client.request("definitions/set", { uri, definitions }).catch((error: unknown) => {
      this.#logger.log("warn", `The engine did not take the definitions of ${uri}: ${String(error)}`);
    });
  }
}
