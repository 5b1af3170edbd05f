/** How messages are sent again, and how long they live (RFC 7252 §4.8). Times are milliseconds. */
export interface TransmissionParameters {
  readonly ackTimeout: number;
  readonly ackRandomFactor: number;
  readonly maxRetransmit: number;
  /** How many confirmable messages to one peer may wait for their acknowledgment at once. */
  readonly nstart: number;
  /** The longest that a datagram is expected to travel. */
  readonly maxLatency: number;
  /** How long the peer has to open its side of a connection with a CSM (RFC 8323 §5.3). */
  readonly csmTimeout: number;
}

/** What RFC 7252 §4.8 gives; RFC 8323 names no time. */
export const defaultParameters: TransmissionParameters = {
  ackTimeout: 2000,
  ackRandomFactor: 1.5,
  maxRetransmit: 4,
  nstart: 1,
  maxLatency: 100_000,
  csmTimeout: 10_000,
};

/** What follows from the parameters (RFC 7252 §4.8.2). */
export interface DerivedTimes {
  /** MAX_TRANSMIT_WAIT: until the sender of a confirmable message gives up. */
  readonly transmitWait: number;
  /** EXCHANGE_LIFETIME: how long a message ID means a confirmable message. */
  readonly exchangeLifetime: number;
  /** NON_LIFETIME: how long a message ID means a non-confirmable message. */
  readonly nonLifetime: number;
}

export function derivedTimes({
  ackTimeout,
  ackRandomFactor,
  maxRetransmit,
  maxLatency,
}: TransmissionParameters): DerivedTimes {
  const transmitSpan = ackTimeout * (2 ** maxRetransmit - 1) * ackRandomFactor;
  return {
    transmitWait: ackTimeout * (2 ** (maxRetransmit + 1) - 1) * ackRandomFactor,
    exchangeLifetime: transmitSpan + 2 * maxLatency + ackTimeout,
    nonLifetime: transmitSpan + maxLatency,
  };
}
