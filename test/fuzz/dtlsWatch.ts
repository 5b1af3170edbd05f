import { fromUtf8, toUtf8 } from "../../lwm2m/base/bytes.js";
import type { DtlsSession } from "../../lwm2m/dtls/session.js";
import { certificates, rawPublicKeys } from "../../lwm2m/dtls/testing/keyPairs.js";
import { identity, key, simulatedPair, type SimulatedPair } from "../../lwm2m/dtls/testing/simulatedPair.js";
import { verifierOfBoth } from "../../lwm2m/dtls/rawPublicKeyVerifier.js";
import type { ClientCredentials } from "../../lwm2m/dtls/credentials.js";

const byRawPublicKey = rawPublicKeys();
const byCertificate = certificates();

/** The ways in which devices prove themselves to the server of the fuzzing. */
export const knownDevices: readonly [ClientCredentials, ...ClientCredentials[]] = [
  { kind: "psk", identity, key },
  byRawPublicKey.client,
  byCertificate.client,
];

/** No more of these at a time, so that reaching the limits is part of the test. */
export const fuzzedLimits = { halfOpen: 4, sessions: 50, resumable: 3, unverified: 8, partialHellos: 4 };

/** A server that knows these devices. */
export function fuzzedPair(seed: number): SimulatedPair {
  return simulatedPair({
    seed,
    limits: fuzzedLimits,
    credentials: {
      ...byCertificate.server,
      ...byRawPublicKey.server,
      verifyPeer: verifierOfBoth({ rpk: byRawPublicKey.server.verifyPeer, x509: byCertificate.server.verifyPeer }),
    },
  });
}

/** A session that must not notice anything. */
export interface WatchedSession {
  /**
   * Says something in both directions.
   * @throws Error if it does not arrive, or anything else was heard since the last time
   */
  readonly check: (when: string) => Promise<void>;
}

/** Watches both ends of a session. */
export function watch({ clock }: SimulatedPair, session: DtlsSession, served: DtlsSession): WatchedSession {
  const heard: string[] = [];
  let rounds = 0;
  for (const end of [session, served]) {
    end.onData((data) => heard.push(toUtf8(data) ?? "bytes"));
    end.onEnd(({ kind }) => heard.push(kind));
  }
  return {
    check: async (when) => {
      const [question, answer] = [`question ${++rounds}`, `answer ${rounds}`];
      session.send(fromUtf8(question));
      await clock.advance(50);
      served.send(fromUtf8(answer));
      await clock.advance(50);
      const all = heard.splice(0);
      if (all.join() !== `${question},${answer}`)
        throw new Error(`A session with ${session.suite} that goes on heard ${JSON.stringify(all)} ${when}.`);
    },
  };
}

/** The session of somebody else, who was there before. */
export async function establishBystander(pair: SimulatedPair): Promise<WatchedSession> {
  const { session } = await pair.connect();
  await pair.clock.advance(50);
  const [served] = pair.sessions;
  if (session === undefined || served === undefined)
    throw new Error("The session that is to go on was not established.");
  return watch(pair, session, served);
}

/**
 * Lets everything come to its end.
 * @throws Error if a timer is left, or an exception has reached an endpoint, which logs it as an error
 */
export async function checkRest(pair: SimulatedPair, seed: number): Promise<void> {
  await pair.clock.advance(600_000);
  if (pair.clock.timers > 0) throw new Error(`${pair.clock.timers} timers are left at the end of seed ${seed}.`);
  checkLines(pair);
  pair.server.dispose();
  pair.client.dispose();
}

/** An exception that reached the endpoint is logged as an error. */
export function checkLines({ lines }: SimulatedPair): void {
  const error = lines.find(({ level }) => level === "error");
  if (error !== undefined) throw new Error(`${error.message} ${JSON.stringify(error.fields)}`);
}
