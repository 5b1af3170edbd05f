import type { Clock } from "../../base/clock.js";
import type { Random } from "../../base/random.js";
import type { Secret } from "../../base/secret.js";
import type { ServerCredentials } from "../credentials.js";
import { masterSecret, pskPremasterSecret, trafficKeys } from "../crypto/keySchedule.js";
import { createProtection } from "../record/protection.js";
import type { RecordLayer } from "../record/recordLayer.js";
import type { HandshakeDraft } from "../report/handshakeDraft.js";
import { extensions } from "../tables/extensions.js";
import { dtls12 } from "../tables/versions.js";
import { randomLength, type ClientHello } from "../wire/clientHello.js";
import type { HandshakeMessage } from "../wire/handshakeMessage.js";
import type { MessageProblem } from "../wire/parsed.js";
import { parsePskClientKeyExchange } from "../wire/pskKeyExchange.js";
import type { DtlsRecord } from "../wire/record.js";
import { printServerHello } from "../wire/serverHello.js";
import { Conversation } from "./conversation.js";
import { checkFinished, closingMessages } from "./finished.js";
import { keyMistakes } from "./keyMistakes.js";
import { transit, type HandshakeMachine, type Transitions } from "./machine.js";
import { emptyRenegotiationInfo, negotiate, type Negotiated } from "./negotiation.js";
import type { ResumableSession, SessionCredential } from "./resumableSession.js";
import { protocolError, wait, type FlightItem, type Step } from "./step.js";

export interface ServerSetup {
  readonly credentials: ServerCredentials;
  readonly clock: Clock;
  readonly random: Random;
  readonly records: RecordLayer;
  readonly draft: HandshakeDraft;
  /** The ClientHello that brought a valid cookie, as it came, as it was read, and what is wrong with it. */
  readonly message: HandshakeMessage;
  readonly hello: ClientHello;
  readonly problem: MessageProblem | undefined;
  /** Knows the sessions that may be resumed now. */
  readonly findSession: (id: Uint8Array) => ResumableSession | undefined;
  readonly cachesSessions: boolean;
}

type State = "ClientKeyExchange" | "Finished" | "Finished of a resumed session";

const sessionIdLength = 32;

/** The server's side (RFC 6347 §4.2.4, RFC 4279 §2), from the ClientHello with the cookie on. */
export function createServerMachine(setup: ServerSetup): HandshakeMachine {
  const { draft, hello, records } = setup;
  const conversation = new Conversation(setup.message.sequence);
  const randoms = { client: hello.random, server: setup.random.bytes(randomLength) };
  let state: State = "ClientKeyExchange";
  let negotiated: Negotiated | undefined;
  let sessionId: Uint8Array = new Uint8Array();
  let session: ResumableSession | undefined;
  /** The master secret that another key would have given. */
  let masterOf: ((key: Secret) => Secret) | undefined;

  const start = (): Step => {
    if (setup.problem !== undefined) return protocolError(setup.problem.alert, setup.problem.sentence);
    const answer = negotiate(hello, setup.findSession);
    if (answer.kind === "fail") return answer;
    negotiated = answer;
    draft.suite = answer.suite;
    conversation.hear(setup.message);
    if (answer.resumed !== undefined) return resume(answer, answer.resumed);
    if (setup.cachesSessions) sessionId = setup.random.bytes(sessionIdLength);
    const flight = [sayServerHello(answer), conversation.say("ServerHelloDone", new Uint8Array())];
    draft.reached("ServerHelloDone");
    return { kind: "send", flight };
  };

  /** A short handshake, in which the server closes first (RFC 5246 §7.3, figure 2). */
  const resume = (answer: Negotiated, resumed: ResumableSession): Step => {
    sessionId = resumed.id;
    session = resumed;
    draft.isResumed = true;
    rememberKey(resumed.credential);
    const serverHello = sayServerHello(answer);
    records.protect(answer.suite, resumed.master, randoms, "server");
    state = "Finished of a resumed session";
    return {
      kind: "send",
      flight: [serverHello, ...closingMessages(conversation, answer.suite, resumed.master, "server")],
    };
  };

  const rememberKey = (credential: SessionCredential): void => {
    if (credential.kind !== "psk") return;
    draft.identity = credential.identity;
    draft.keyLength = credential.key.byteLength;
  };

  const sayServerHello = ({ suite, usesExtendedMasterSecret, supportsRenegotiationInfo }: Negotiated): FlightItem => {
    const chosen = new Map<number, Uint8Array>();
    if (supportsRenegotiationInfo) chosen.set(extensions.renegotiation_info, emptyRenegotiationInfo);
    if (usesExtendedMasterSecret) chosen.set(extensions.extended_master_secret, new Uint8Array());
    draft.reached("ServerHello");
    return conversation.say(
      "ServerHello",
      printServerHello({
        version: dtls12,
        random: randoms.server,
        sessionId,
        suite: suite.code,
        compression: 0,
        extensions: chosen,
      }),
    );
  };

  const takeClientKeyExchange = (message: HandshakeMessage): Step => {
    const { value, problem } = parsePskClientKeyExchange(message.body);
    if (value === undefined) return protocolError(problem.alert, problem.sentence);
    draft.reached("ClientKeyExchange");
    draft.identity = value.identity;
    const key = setup.credentials.psk?.(value.identity);
    // RFC 4279 §2 allows hiding that an identity is unknown; who debugs a device must know.
    if (key === undefined)
      return { kind: "fail", outcome: "unknown identity", alert: "unknown_psk_identity", problem: "" };
    conversation.hear(message);
    session = establish(key, value.identity);
    if (session === undefined) return wait;
    records.protect(session.suite, session.master, randoms, "server");
    state = "Finished";
    return wait;
  };

  const establish = (key: Secret, identity: string): ResumableSession | undefined => {
    if (negotiated === undefined) return undefined;
    const { suite, usesExtendedMasterSecret } = negotiated;
    draft.keyLength = key.byteLength;
    // Nothing is heard before Finished any more, so that the hash stays what it is.
    const seed = usesExtendedMasterSecret ? { sessionHash: conversation.hash(suite) } : { randoms };
    masterOf = (other) => masterSecret(suite, pskPremasterSecret(other), seed);
    return {
      id: sessionId,
      suite,
      master: masterOf(key),
      usesExtendedMasterSecret,
      identity: { kind: "psk", identity },
      credential: { kind: "psk", identity, key },
      createdAt: setup.clock.now(),
    };
  };

  const findKeyMistake = (finished: DtlsRecord): string | undefined => {
    if (session?.credential.kind !== "psk" || masterOf === undefined) return undefined;
    const { suite, credential } = session;
    for (const mistake of keyMistakes(credential.key)) {
      const keys = trafficKeys(suite, masterOf(mistake.key), randoms);
      if (createProtection(suite, keys.client, false).open(finished) !== undefined) return mistake.words;
    }
    return undefined;
  };

  const takeFinished = (message: HandshakeMessage, isLast: boolean): Step => {
    if (session === undefined) return wait;
    const { suite, master } = session;
    const failure = checkFinished(conversation, message, suite, master, "client");
    if (failure !== undefined) return failure;
    draft.reached("Finished");
    draft.peerIdentity = session.identity;
    const agreement = { suite, session };
    if (isLast) return { kind: "complete", agreement };
    return { kind: "complete", agreement, lastFlight: closingMessages(conversation, suite, master, "server") };
  };

  const transitions: Transitions<State> = {
    // RFC 4279 §2: PSK needs no certificates, and the hint may be left out.
    ClientKeyExchange: { ClientKeyExchange: takeClientKeyExchange },
    // RFC 5246 §7.4.9. ChangeCipherSpec is no message of its own: the epoch of the record says the same (RFC 6347 §4.1).
    Finished: { Finished: (message) => takeFinished(message, false) },
    "Finished of a resumed session": { Finished: (message) => takeFinished(message, true) },
  };

  return {
    start,
    receive: (message) => transit(transitions, state, message),
    receiveAgain: () => undefined,
    expectsFinished: () => state !== "ClientKeyExchange",
    findKeyMistake,
  };
}
