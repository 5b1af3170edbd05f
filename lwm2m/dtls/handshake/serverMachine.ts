import type { Clock } from "../../base/clock.js";
import type { Random } from "../../base/random.js";
import type { ServerCredentials } from "../credentials.js";
import type { RecordLayer } from "../record/recordLayer.js";
import type { HandshakeDraft } from "../report/handshakeDraft.js";
import { dtls12 } from "../tables/versions.js";
import { randomLength, type ClientHello } from "../wire/clientHello.js";
import type { HandshakeMessage } from "../wire/handshakeMessage.js";
import { printNewSessionTicket, type NewSessionTicket } from "../wire/newSessionTicket.js";
import type { MessageProblem } from "../wire/parsed.js";
import { printServerHello } from "../wire/serverHello.js";
import { answerExtensions } from "./answerExtensions.js";
import { servableSuites, type KeyExchangeChoice } from "./chooseSuite.js";
import { Conversation } from "./conversation.js";
import { checkFinished, closingMessages } from "./finished.js";
import type { HelloHook } from "./helloHook.js";
import { judgeShown, type TrustedPeer } from "./judge.js";
import { transit, type HandshakeMachine, type Transitions } from "./machine.js";
import { negotiate, type Negotiated } from "./negotiation.js";
import { checkPossession } from "./possession.js";
import type { ResumableSession, SessionCredential } from "./resumableSession.js";
import { beginServerKeyExchange, type ServerKeyExchange } from "./serverKeyExchange.js";
import { makeServerSession, type ServerSession } from "./serverSession.js";
import { protocolError, wait, type FlightItem, type HandshakeFailure, type Step } from "./step.js";

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
  readonly findSession: (hello: ClientHello) => ResumableSession | undefined;
  readonly cachesSessions: boolean;
  readonly hooks?: readonly HelloHook[];
  /** The ticket that the client was promised for a session; undefined if none was (RFC 5077 §3.3). */
  readonly issueTicket?: (session: ResumableSession) => NewSessionTicket | undefined;
}

type State = "Certificate" | "ClientKeyExchange" | "CertificateVerify" | "Finished" | "Finished of a resumed session";

/** A full handshake, once it is negotiated. */
interface FullHandshake {
  readonly answer: Negotiated;
  readonly choice: KeyExchangeChoice;
  readonly keyExchange: ServerKeyExchange;
  /** Whom the client claims to be, if it has shown a certificate or a raw public key. */
  readonly peer?: TrustedPeer;
}

const sessionIdLength = 32;

/** The server's side (RFC 6347 §4.2.4), from the ClientHello with the cookie on. */
export function createServerMachine(setup: ServerSetup): HandshakeMachine {
  const { draft, hello, records, clock, credentials } = setup;
  const conversation = new Conversation(setup.message.sequence);
  const randoms = { client: hello.random, server: setup.random.bytes(randomLength) };
  let state: State = "ClientKeyExchange";
  let full: FullHandshake | undefined;
  let sessionId: Uint8Array = new Uint8Array();
  let session: ResumableSession | undefined;
  let made: ServerSession | undefined;

  const start = (): Step => {
    if (setup.problem !== undefined) return protocolError(setup.problem.alert, setup.problem.sentence);
    draft.ourSuites = servableSuites(credentials);
    const answer = negotiate(hello, credentials, setup.findSession);
    if (answer.kind === "fail") return answer;
    draft.suite = answer.suite;
    conversation.hear(setup.message);
    return answer.next.kind === "resume"
      ? resume(answer, answer.next.session)
      : startFull(answer, answer.next.keyExchange);
  };

  const startFull = (answer: Negotiated, choice: KeyExchangeChoice): Step => {
    draft.chose(choice);
    // RFC 7627 §5.3: a session without the extended master secret would not be resumed.
    if (setup.cachesSessions && answer.usesExtendedMasterSecret) sessionId = setup.random.bytes(sessionIdLength);
    const serverHello = sayServerHello(answer);
    if (serverHello.kind === "fail") return serverHello;
    const keyExchange = beginServerKeyExchange(choice, credentials, randoms);
    full = { answer, choice, keyExchange };
    state = choice.kind === "ecdhe_ecdsa" ? "Certificate" : "ClientKeyExchange";
    const flight = [
      serverHello,
      ...keyExchange.messages.map(([name, body]) => conversation.say(name, body)),
      conversation.say("ServerHelloDone", new Uint8Array()),
    ];
    draft.reached("ServerHelloDone");
    return { kind: "send", flight };
  };

  /** A short handshake, in which the server closes first (RFC 5246 §7.3, figure 2). */
  const resume = (answer: Negotiated, resumed: ResumableSession): Step => {
    // RFC 5077 §3.4: with a ticket the client has made the session id up, in order to know it again here.
    sessionId = hello.sessionId;
    session = { ...resumed, id: sessionId };
    draft.isResumed = true;
    rememberCredential(resumed.credential);
    const serverHello = sayServerHello(answer);
    if (serverHello.kind === "fail") return serverHello;
    records.protect(answer.suite, resumed.master, randoms, "server", answer.usesEncryptThenMac);
    state = "Finished of a resumed session";
    return {
      kind: "send",
      flight: [serverHello, ...closingMessages(conversation, answer.suite, resumed.master, "server")],
    };
  };

  const rememberCredential = (credential: SessionCredential): void => {
    if (credential.kind === "psk") {
      draft.identity = credential.identity;
      draft.keyLength = credential.key.byteLength;
    } else draft.presented = credential;
  };

  const sayServerHello = (answer: Negotiated): FlightItem | HandshakeFailure => {
    const chosen = answerExtensions(hello, answer, setup.hooks ?? []);
    if ("kind" in chosen) return chosen;
    draft.answered(chosen);
    draft.reached("ServerHello");
    return conversation.say(
      "ServerHello",
      printServerHello({
        version: dtls12,
        random: randoms.server,
        sessionId,
        suite: answer.suite.code,
        compression: 0,
        extensions: chosen,
      }),
    );
  };

  const takeCertificate = (message: HandshakeMessage): Step => {
    if (full?.choice.kind !== "ecdhe_ecdsa") return wait;
    const context = { peerRole: "client", now: clock.now() } as const;
    const shown = { body: message.body, type: full.choice.clientType, verify: credentials.verifyPeer, context };
    const peer = judgeShown({ ...shown, ifEmpty: nothingShown }, draft);
    if (peer.kind === "fail") return peer;
    conversation.hear(message);
    full = { ...full, peer };
    state = "ClientKeyExchange";
    return wait;
  };

  const takeClientKeyExchange = (message: HandshakeMessage): Step => {
    if (full === undefined) return wait;
    const secret = full.keyExchange.take(message.body, (identity) => {
      draft.reached("ClientKeyExchange");
      draft.identity = identity;
    });
    if (secret.kind === "fail") return secret;
    draft.reached("ClientKeyExchange");
    conversation.hear(message);
    const { answer, peer } = full;
    made = makeServerSession({ conversation, answer, randoms, peer, secret, id: sessionId, now: clock.now() });
    session = made?.session;
    if (secret.psk !== undefined) draft.keyLength = secret.psk.key.byteLength;
    // Whoever has shown a certificate has to prove that it is its own before anything else is taken (RFC 5246 §7.4.8).
    if (full.peer === undefined) expectFinished(full.answer);
    else state = "CertificateVerify";
    return wait;
  };

  const takeCertificateVerify = (message: HandshakeMessage): Step => {
    if (full?.peer === undefined) return wait;
    const failure = checkPossession(message, full.peer.publicKey, conversation.bytes());
    if (failure !== undefined) return failure;
    draft.reached("CertificateVerify");
    conversation.hear(message);
    expectFinished(full.answer);
    return wait;
  };

  const expectFinished = ({ suite, usesEncryptThenMac }: Negotiated): void => {
    if (session !== undefined) records.protect(suite, session.master, randoms, "server", usesEncryptThenMac);
    state = "Finished";
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
    const ticket = setup.issueTicket?.(session);
    const told = ticket && conversation.say("NewSessionTicket", printNewSessionTicket(ticket));
    const closing = closingMessages(conversation, suite, master, "server");
    return { kind: "complete", agreement, lastFlight: told === undefined ? closing : [told, ...closing] };
  };

  const transitions: Transitions<State> = {
    // RFC 5246 §7.4.6: who is asked for a certificate answers first of all, if only with an empty message.
    Certificate: { Certificate: takeCertificate },
    ClientKeyExchange: { ClientKeyExchange: takeClientKeyExchange },
    CertificateVerify: { CertificateVerify: takeCertificateVerify },
    // RFC 5246 §7.4.9. ChangeCipherSpec is no message of its own: the epoch of the record says the same (RFC 6347 §4.1).
    Finished: { Finished: (message) => takeFinished(message, false) },
    "Finished of a resumed session": { Finished: (message) => takeFinished(message, true) },
  };

  return {
    start,
    receive: (message) => transit(transitions, state, message),
    receiveAgain: () => undefined,
    expectsFinished: () => state === "Finished" || state === "Finished of a resumed session",
    findKeyMistake: (finished) =>
      made?.findKeyMistake({ ...finished, isDraft: records.connectionIds.isDraft ?? false }),
  };
}

/** RFC 5246 §7.4.6 leaves it to the server whether it goes on with nobody; a device of LwM2M is always somebody. */
const nothingShown: HandshakeFailure = {
  kind: "fail",
  outcome: "no certificate",
  alert: "handshake_failure",
  problem: "",
};
