import type { DtlsSession } from "../session.js";
import { simulatedPair, type SimulatedPair } from "./simulatedPair.js";

/** A pair whose sides have a session with each other. */
export interface EstablishedPair extends SimulatedPair {
  /** The client's. */
  readonly session: DtlsSession;
  /** The server's. */
  readonly served: DtlsSession;
}

/** Connects a pair with the right key. */
export async function establishedPair(options: Parameters<typeof simulatedPair>[0] = {}): Promise<EstablishedPair> {
  const pair = simulatedPair(options);
  const { session, report } = await pair.connect();
  await pair.clock.advance(50);
  const [served] = pair.sessions;
  if (session === undefined || served === undefined) throw new Error(report.explanation);
  return { ...pair, session, served };
}
