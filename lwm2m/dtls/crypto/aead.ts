/** Authenticated encryption with one key (RFC 5116 §2). Nonces have 12 bytes and never come again. */
export interface Aead {
  /** The ciphertext with the tag behind it. */
  readonly seal: (nonce: Uint8Array, plaintext: Uint8Array, additional: Uint8Array) => Uint8Array;
  /** The plaintext, or undefined if the tag does not fit. */
  readonly open: (nonce: Uint8Array, sealed: Uint8Array, additional: Uint8Array) => Uint8Array | undefined;
}
