/** A pre-shared key on its way into the engine. */
export interface CredentialInput {
  /** The PSK identity, 1 to 128 bytes of UTF-8 (RFC 4279 §5.1). */
  readonly identity: string;
  /** The key as hexadecimal digits, 1 to 64 bytes. */
  readonly key: string;
}

/** What the engine tells of a credential: everything but the key. */
export interface CredentialInfo {
  readonly identity: string;
  /** Bytes of the key. */
  readonly keyLength: number;
}
