import type { Secret } from "../base/secret.js";

/** How a server proves itself and checks its peers. */
export interface ServerCredentials {
  /** The key of a PSK identity, or undefined if nobody has it. Asked anew in each handshake. */
  readonly psk: (identity: string) => Secret | undefined;
}

/** How a client proves itself. */
export interface ClientCredentials {
  readonly psk: { readonly identity: string; readonly key: Secret };
}
