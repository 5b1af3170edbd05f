const mebibyte = 1024 * 1024;

/** What peers may make us keep. Each is a setting of the endpoint. */
export interface CoapLimits {
  /** Bytes of a body put together from blocks, in either direction. 16 MiB. */
  readonly body: number;
  /** Messages remembered for deduplication, for each session. 2048. */
  readonly remembered: number;
  /** Requests of ours that wait, for each session. 1000. */
  readonly outstanding: number;
  /**
   * Requests that handlers work on, for each session; those beyond are answered with 4.29. And responses to them that
   * wait for an acknowledgment; those beyond ask for none. 256.
   */
  readonly handling: number;
  /** Bytes of answers remembered for deduplication, of all sessions together. 32 MiB. */
  readonly answers: number;
  /** Bytes of bodies that are on their way in blocks, of all sessions together. 64 MiB. */
  readonly bodies: number;
  /** Bodies that one peer may send in blocks at once; the oldest gives way. 4. */
  readonly uploads: number;
  /** Bodies kept for one peer that fetches them in blocks; the oldest gives way. 8. */
  readonly downloads: number;
  /** Observations that one peer may have; those beyond are answered without Observe. 1000. */
  readonly observations: number;
  /** Bytes of a message over TCP or TLS, in either direction; what is announced to peers (RFC 8323 §5.3.1). 128 KiB. */
  readonly message: number;
  /** Bytes of a token of a request (RFC 8974); a longer one is answered with 4.00. 64. */
  readonly token: number;
}

export const defaultLimits: CoapLimits = {
  body: 16 * mebibyte,
  remembered: 2048,
  outstanding: 1000,
  handling: 256,
  answers: 32 * mebibyte,
  bodies: 64 * mebibyte,
  uploads: 4,
  downloads: 8,
  observations: 1000,
  message: mebibyte / 8,
  token: 64,
};
