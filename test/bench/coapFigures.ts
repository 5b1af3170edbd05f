// What the two ends of the CoAP bench tell the process that started them, and how that is read.

/** What a process holds when its work is done. */
export interface Holdings {
  readonly heapMegabytes: number;
  readonly timers: number;
}

/** What the asking end measured. */
export interface Asked {
  readonly getsPerSecond: number;
  readonly pushMilliseconds: number;
  readonly holdings: Holdings;
}

export function readPort(message: unknown): number | undefined {
  return typeof message === "number" ? message : undefined;
}

export function readHoldings(message: unknown): Holdings | undefined {
  if (typeof message !== "object" || message === null) return undefined;
  if (!("heapMegabytes" in message) || typeof message.heapMegabytes !== "number") return undefined;
  if (!("timers" in message) || typeof message.timers !== "number") return undefined;
  return { heapMegabytes: message.heapMegabytes, timers: message.timers };
}

export function readAsked(message: unknown): Asked | undefined {
  if (typeof message !== "object" || message === null) return undefined;
  if (!("getsPerSecond" in message) || typeof message.getsPerSecond !== "number") return undefined;
  if (!("pushMilliseconds" in message) || typeof message.pushMilliseconds !== "number") return undefined;
  const holdings = "holdings" in message ? readHoldings(message.holdings) : undefined;
  const { getsPerSecond, pushMilliseconds } = message;
  return holdings === undefined ? undefined : { getsPerSecond, pushMilliseconds, holdings };
}
