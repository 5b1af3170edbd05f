import { createPublicKey, type KeyObject } from "node:crypto";
import { Masked } from "./masked.js";

/**
 * A private key that must not be seen. However it is printed, it shows as `***`; only `reveal` gives the key, and only
 * code that signs with it calls that.
 */
export class PrivateKey extends Masked {
  readonly #key: KeyObject;
  #publicKeyInfo: Uint8Array | undefined;

  /** @throws {TypeError} if the key is not a private one */
  constructor(key: KeyObject) {
    super();
    if (key.type !== "private") throw new TypeError("This is not a private key.");
    this.#key = key;
  }

  /** The key itself. The caller neither keeps nor exports it. */
  reveal(): KeyObject {
    return this.#key;
  }

  /** The public key that belongs to it, which is no secret, as SubjectPublicKeyInfo (DER). The caller keeps it as it is. */
  get publicKeyInfo(): Uint8Array {
    this.#publicKeyInfo ??= Uint8Array.from(createPublicKey(this.#key).export({ type: "spki", format: "der" }));
    return this.#publicKeyInfo;
  }
}
