import { createHash } from "node:crypto";
import type { EngineClient } from "../../../engine/client/engineClient.js";
import type { CredentialInput } from "../../../engine/protocol/credentials.js";
import type { Disposable } from "../../../lwm2m/base/disposal.js";
import type { Event } from "../../../lwm2m/base/event.js";
import type { Logger } from "../../../lwm2m/base/logger.js";

/** Where the keys of this user are kept. */
export interface CredentialSource {
  readonly all: () => Promise<readonly CredentialInput[]>;
  /** Fires when this or another window has changed them. */
  readonly onDidChange: Event<void>;
}

/** Brings the user's keys into one engine, and follows their changes. */
export class CredentialSync implements Disposable {
  readonly #client: EngineClient;
  readonly #source: CredentialSource;
  readonly #listener: Disposable;
  /** A digest of each key that the engine has from here, by identity: keys themselves are not kept. */
  #sent: ReadonlyMap<string, string> = new Map();
  /** One after the other, so that the last change wins. */
  #turn: Promise<void> = Promise.resolve();

  constructor(client: EngineClient, source: CredentialSource, logger: Logger) {
    this.#client = client;
    this.#source = source;
    this.#listener = source.onDidChange(() => {
      this.sendAll().catch((error: unknown) => {
        logger.log("warn", `The engine did not take the keys: ${String(error)}`);
      });
    });
  }

  /** Sends what the engine does not have yet, and takes back what the user has removed. */
  sendAll(): Promise<void> {
    this.#turn = this.#turn.catch(() => undefined).then(() => this.#sendDifference());
    return this.#turn;
  }

  dispose(): void {
    this.#listener.dispose();
  }

  async #sendDifference(): Promise<void> {
    const all = await this.#source.all();
    const wanted = new Map(all.map(({ identity, key }) => [identity, digestOf(key)]));
    const credentials = all.filter(({ identity }) => this.#sent.get(identity) !== wanted.get(identity));
    if (credentials.length > 0) await this.#client.request("credentials/set", { credentials });
    for (const identity of this.#sent.keys()) {
      if (!wanted.has(identity)) await this.#client.request("credentials/remove", { identity });
    }
    this.#sent = wanted;
  }
}

function digestOf(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}
