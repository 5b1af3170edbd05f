import { fromHex } from "../../lwm2m/base/bytes.js";
import { Secret } from "../../lwm2m/base/secret.js";
import type { CredentialInfo, CredentialInput } from "../protocol/credentials.js";

/** The keys by their identities, in memory only. */
export class Credentials {
  readonly #keys = new Map<string, Secret>();

  /** Adds keys, or replaces those of the same identities. The digits were checked when they came. */
  set(inputs: readonly CredentialInput[]): void {
    for (const { identity, key } of inputs) {
      const bytes = fromHex(key);
      if (bytes !== undefined) this.#keys.set(identity, new Secret(bytes));
    }
  }

  remove(identity: string): void {
    this.#keys.delete(identity);
  }

  key(identity: string): Secret | undefined {
    return this.#keys.get(identity);
  }

  /** What may be told of them, in the order of their identities. */
  list(): readonly CredentialInfo[] {
    return [...this.#keys]
      .map(([identity, key]) => ({ identity, keyLength: key.byteLength }))
      .sort((left, right) => (left.identity < right.identity ? -1 : 1));
  }
}
