/** Where the LwM2M Server listens. */
export interface ServerSettings {
  /** An address of this machine; loopback unless the user chooses an interface. */
  readonly host: string;
  /** For plain CoAP; 0 is any free one, undefined opens none. */
  readonly port?: number;
  /** For DTLS; 0 is any free one, undefined opens none. */
  readonly securePort?: number;
}

/** The standard ports (RFC 7252 §12.6, §12.7) on the loopback interface. */
export const defaultServerSettings = { host: "127.0.0.1", port: 5683, securePort: 5684 } as const;

export type ServerState =
  | { readonly kind: "stopped" }
  | {
      readonly kind: "running";
      readonly host: string;
      /** The ports as they are, also where any free one was asked for. */
      readonly port?: number;
      readonly securePort?: number;
    }
  /** It could not start, or a socket failed; in a sentence with what to do. */
  | { readonly kind: "failed"; readonly problem: string };
