import type { CredentialInput } from "../../../engine/protocol/credentials.js";
import type { Disposable } from "../../../lwm2m/base/disposal.js";
import { Emitter, type Event } from "../../../lwm2m/base/event.js";

/** The part of VS Code's SecretStorage that is needed here. */
export interface Secrets {
  readonly get: (key: string) => PromiseLike<string | undefined>;
  readonly store: (key: string, value: string) => PromiseLike<void>;
  readonly delete: (key: string) => PromiseLike<void>;
  readonly onDidChange: (listener: (change: { readonly key: string }) => void) => Disposable;
}

/** The one secret that holds all pre-shared keys: a JSON object, hexadecimal keys by identity. */
const place = "lwm2m.psk";

/** The pre-shared keys of the user, in VS Code's SecretStorage and nowhere else. */
export class CredentialStore implements Disposable {
  readonly #secrets: Secrets;
  readonly #changes = new Emitter<void>();
  /** Fires when this or another window has changed them. */
  readonly onDidChange: Event<void> = this.#changes.event;
  readonly #listener: Disposable;

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
    this.#listener = secrets.onDidChange(({ key }) => {
      if (key === place) this.#changes.fire();
    });
  }

  async all(): Promise<readonly CredentialInput[]> {
    return readCredentials(await this.#secrets.get(place));
  }

  /** The identities alone, in order of the alphabet. */
  async identities(): Promise<readonly string[]> {
    return (await this.all()).map(({ identity }) => identity).sort();
  }

  /** Adds a key or replaces that of the same identity. */
  async set(credential: CredentialInput): Promise<void> {
    await this.#write([...(await this.#others(credential.identity)), credential]);
  }

  async remove(identity: string): Promise<void> {
    await this.#write(await this.#others(identity));
  }

  dispose(): void {
    this.#listener.dispose();
    this.#changes.dispose();
  }

  async #others(identity: string): Promise<readonly CredentialInput[]> {
    return (await this.all()).filter((known) => known.identity !== identity);
  }

  async #write(credentials: readonly CredentialInput[]): Promise<void> {
    if (credentials.length === 0) return this.#secrets.delete(place);
    const keys = Object.fromEntries(credentials.map(({ identity, key }) => [identity, key]));
    await this.#secrets.store(place, JSON.stringify(keys));
  }
}

/** Reads the secret. What is damaged holds no keys: there is nothing to save from it. */
function readCredentials(text: string | undefined): readonly CredentialInput[] {
  try {
    const keys: unknown = JSON.parse(text ?? "{}");
    if (typeof keys !== "object" || keys === null) return [];
    return Object.entries(keys).flatMap(([identity, key]: [string, unknown]) =>
      typeof key === "string" ? { identity, key } : [],
    );
  } catch {
    return [];
  }
}
