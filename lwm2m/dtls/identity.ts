/** Who a peer has proved to be. Connection and registration follow it, never an address. */
export type PeerIdentity = {
  readonly kind: "psk";
  /** The PSK identity, decoded as UTF-8; bytes that are none are shown as `0x…`. */
  readonly identity: string;
};

/** An identity in words that are the same for the same peer, such as `psk:thermostat-1`. */
export function printIdentity({ kind, identity }: PeerIdentity): string {
  return `${kind}:${identity}`;
}
