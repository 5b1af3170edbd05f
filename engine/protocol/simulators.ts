/** What is to be simulated. */
export interface SimulatorOptions {
  /** The endpoint client name; one is made up unless told. */
  readonly endpoint?: string;
  /** Besides Security, Server and Device, which every client has. */
  readonly objects: readonly SimulatedObject[];
  /** "psk" makes a key of its own, which the LwM2M Server gets to know; "psk" unless told. */
  readonly security?: "psk" | "none";
}

export interface SimulatedObject {
  readonly objectId: number;
  /** The newest known one unless told. */
  readonly version?: string;
  /** Object instances, 1 unless told. */
  readonly instances?: number;
}

/** A device that the engine simulates. */
export interface SimulatorInfo {
  readonly id: string;
  readonly endpoint: string;
  readonly objects: readonly SimulatedObject[];
  readonly security: "psk" | "none";
  readonly state:
    | { readonly kind: "connecting" }
    | { readonly kind: "registered" }
    /** Why it does not register, in a sentence with what to do. It keeps trying. */
    | { readonly kind: "failing"; readonly problem: string };
}
