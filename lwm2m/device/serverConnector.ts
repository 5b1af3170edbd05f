import type { Disposable } from "../base/disposal.js";
import type { CoapSession, RequestHandler } from "../coap/session.js";

/** How the connection to the LwM2M Server is protected, as far as the Security object tells it; never a key. */
export type ConnectorSecurity =
  { readonly kind: "none" } | { readonly kind: "psk"; /** The PSK identity. */ readonly identity: string };

/** A session with the LwM2M Server, or a sentence for the user that says why there is none. */
export type ConnectOutcome =
  | {
      readonly session: CoapSession;
      /** True if it goes on from the session of the call before: that session again, or its DTLS session resumed. */
      readonly isContinued?: boolean;
      readonly problem?: undefined;
    }
  | { readonly session?: undefined; readonly problem: string };

/** The way from a device to its LwM2M Server: UDP, DTLS, or the simulated network of a test. */
export interface ServerConnector extends Disposable {
  /** The LwM2M Server's URI, such as `coaps://192.0.2.1:5684`; shown in the Security object. */
  readonly uri: string;
  readonly security: ConnectorSecurity;
  /**
   * Opens a session whose incoming requests `handler` answers. The promise is never rejected. A session over UDP that is
   * open already is given again, as the server observes on it; one over DTLS is closed before, and resumed if it can be.
   */
  readonly connect: (handler: RequestHandler) => Promise<ConnectOutcome>;
}
