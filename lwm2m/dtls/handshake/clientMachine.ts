import type { Clock } from "../../base/clock.js";
import { equalBytes } from "../../base/bytes.js";
import type { Random } from "../../base/random.js";
import type { ClientCredentials } from "../credentials.js";
import type { RecordLayer } from "../record/recordLayer.js";
import type { HandshakeDraft } from "../report/handshakeDraft.js";
import { handshakeTypes } from "../tables/handshakeTypes.js";
import { cipherSuites } from "../tables/suites.js";
import { printClientHello } from "../wire/clientHello.js";
import type { TicketTaker } from "../tickets/sessionTickets.js";
import type { HandshakeMessage } from "../wire/handshakeMessage.js";
import { acceptServerHello, type AcceptedServerHello } from "./acceptServerHello.js";
import { checkResumption } from "./checkServerHello.js";
import {
  checkHint,
  ecdheEcdsaKeyExchange,
  ecdhePskKeyExchange,
  pskKeyExchange,
  type ClientKeyExchange,
} from "./clientKeyExchange.js";
import { answerServer } from "./clientAnswer.js";
import { answerCertificateRequest, type ClientAuthentication } from "./clientAuthentication.js";
import { createOffer } from "./clientOffer.js";
import { Conversation } from "./conversation.js";
import { CookieExchange } from "./cookieExchange.js";
import { checkFinished, closingMessages } from "./finished.js";
import type { HelloHook } from "./helloHook.js";
import { judgeShown, type TrustedPeer } from "./judge.js";
import { transit, type HandshakeMachine, type Transitions } from "./machine.js";
import { ownCredentialOf } from "./ownCredential.js";
import { provedBy, type ResumableSession } from "./resumableSession.js";
import { protocolError, wait, type HandshakeFailure, type Step } from "./step.js";

export interface ClientSetup {
  readonly credentials: ClientCredentials;
  readonly serverName: string | undefined;
  readonly clock: Clock;
  readonly random: Random;
  readonly records: RecordLayer;
  readonly draft: HandshakeDraft;
  /** The session to go on with, if the server remembers it. */
  readonly session: ResumableSession | undefined;
  readonly hooks?: readonly HelloHook[];
  /** Takes the ticket that the server gives; without it, none is taken (RFC 5077 §3.3). */
  readonly tickets?: TicketTaker;
}

type State =
  | "ServerHello"
  | "Certificate"
  | "ServerKeyExchange"
  | "ServerKeyExchange or ServerHelloDone"
  | "CertificateRequest or ServerHelloDone"
  | "ServerHelloDone"
  | "Finished"
  | "Finished of a resumed session";

/** The client's side (RFC 6347 §4.2.4). */
export function createClientMachine(setup: ClientSetup): HandshakeMachine {
  const { draft, records, credentials, serverName, clock, hooks = [] } = setup;
  const conversation = new Conversation();
  const sessionId = setup.session?.id ?? new Uint8Array();
  const own = ownCredentialOf(credentials);
  let state: State = "ServerHello";
  let hello = createOffer({ credentials, serverName, random: setup.random, sessionId, hooks });
  const cookies = new CookieExchange();
  let chosen: AcceptedServerHello | undefined;
  let server: TrustedPeer | undefined;
  let keyExchange: ClientKeyExchange | undefined;
  let authentication: ClientAuthentication | undefined;
  let session: ResumableSession | undefined;
  if (credentials.kind === "psk") {
    draft.identity = credentials.identity;
    draft.keyLength = credentials.key.byteLength;
  }

  const start = (): Step => {
    draft.offered(hello);
    draft.ourSuites = cipherSuites.filter(({ code }) => hello.suites.includes(code));
    if (own !== undefined && "problem" in own)
      return { kind: "fail", outcome: "wrong private key", problem: own.problem };
    draft.reached("ClientHello");
    return { kind: "send", flight: [conversation.say("ClientHello", printClientHello(hello))] };
  };

  const takeHelloVerifyRequest = ({ body }: HandshakeMessage): Step => {
    const problem = cookies.take(body);
    if (problem !== undefined) return protocolError(problem.alert, problem.sentence);
    draft.reached("HelloVerifyRequest");
    hello = { ...hello, cookie: cookies.cookie };
    conversation.restart();
    return { kind: "send", flight: [conversation.say("ClientHello", printClientHello(hello))] };
  };

  /** A server that no longer knows its cookie sends another one, with the same number. */
  const receiveAgain = (message: HandshakeMessage): Step | undefined => {
    if (state !== "ServerHello" || message.type !== handshakeTypes.HelloVerifyRequest) return undefined;
    return cookies.isNewlyAsked(message.body) ? takeHelloVerifyRequest(message) : undefined;
  };

  const takeServerHello = (message: HandshakeMessage): Step => {
    const accepted = acceptServerHello(message.body, hello, hooks, draft);
    if (accepted.kind === "fail") return accepted;
    conversation.hear(message);
    chosen = accepted;
    const resumed = setup.session;
    if (resumed !== undefined && equalBytes(accepted.answer.sessionId, resumed.id)) return resume(resumed, accepted);
    state = firstStates[accepted.suite.keyExchange];
    return wait;
  };

  /** The server remembers the session, and closes first (RFC 5246 §7.3, figure 2). */
  const resume = (resumed: ResumableSession, choice: AcceptedServerHello): Step => {
    const { suite, usesEncryptThenMac, answer } = choice;
    const failure = checkResumption(choice, resumed);
    if (failure !== undefined) return failure;
    draft.isResumed = true;
    if (resumed.credential.kind !== "psk") draft.presented = resumed.credential;
    session = resumed;
    const randoms = { client: hello.random, server: answer.random };
    records.protect(suite, resumed.master, randoms, "client", usesEncryptThenMac);
    state = "Finished of a resumed session";
    return wait;
  };

  const takeCertificate = (message: HandshakeMessage): Step => {
    if (chosen === undefined || credentials.kind === "psk") return wait;
    // RFC 7250 §4.2: a server that knows no raw public keys passes over what we offer.
    if (credentials.kind === "rpk" && chosen.serverType !== "RawPublicKey") return onlyCertificates;
    draft.serverCertificate = chosen.serverType;
    const context = { peerRole: "server", now: clock.now(), ...(serverName !== undefined && { serverName }) } as const;
    const shown = { body: message.body, type: chosen.serverType, verify: credentials.verifyPeer, context };
    const peer = judgeShown({ ...shown, ifEmpty: nothingShown }, draft);
    if (peer.kind === "fail") return peer;
    conversation.hear(message);
    server = peer;
    state = "ServerKeyExchange";
    return wait;
  };

  const takeHint = (message: HandshakeMessage): Step => {
    const failure = checkHint(message.body);
    if (failure !== undefined) return failure;
    conversation.hear(message);
    state = "ServerHelloDone";
    return wait;
  };

  const takeServerKeyExchange = (message: HandshakeMessage): Step => {
    if (chosen === undefined) return wait;
    const randoms = { client: hello.random, server: chosen.answer.random };
    const ready =
      credentials.kind === "psk"
        ? ecdhePskKeyExchange(message.body, credentials, draft)
        : server && ecdheEcdsaKeyExchange(message.body, server.publicKey, randoms, draft);
    if (ready === undefined) return wait;
    if (ready.kind === "fail") return ready;
    draft.reached("ServerKeyExchange");
    conversation.hear(message);
    keyExchange = ready;
    state = credentials.kind === "psk" ? "ServerHelloDone" : "CertificateRequest or ServerHelloDone";
    return wait;
  };

  const takeCertificateRequest = (message: HandshakeMessage): Step => {
    if (chosen === undefined || own === undefined || "problem" in own) return wait;
    draft.reached("CertificateRequest");
    draft.clientCertificate = chosen.clientType;
    const answer = answerCertificateRequest(message.body, own, chosen.clientType);
    if (answer.kind === "fail") return answer;
    draft.withheld = answer.withheld;
    authentication = answer;
    conversation.hear(message);
    state = "ServerHelloDone";
    return wait;
  };

  const takeServerHelloDone = (message: HandshakeMessage): Step => {
    if (chosen === undefined) return wait;
    if (message.body.length > 0) return protocolError("decode_error", "Its ServerHelloDone is not empty.");
    draft.reached("ServerHelloDone");
    conversation.hear(message);
    const exchange = keyExchange ?? (credentials.kind === "psk" ? pskKeyExchange(credentials) : undefined);
    const proved = provedBy(credentials, server);
    if (exchange === undefined || proved === undefined) return wait;
    const { random, sessionId: id } = chosen.answer;
    const answered = answerServer({
      conversation,
      records,
      choice: chosen,
      randoms: { client: hello.random, server: random },
      keyExchange: exchange,
      authentication,
      known: { ...proved, id: Uint8Array.from(id), createdAt: clock.now() },
    });
    session = answered.session;
    draft.reached("ClientKeyExchange");
    state = "Finished";
    return { kind: "send", flight: answered.flight };
  };

  const takeTicket = (message: HandshakeMessage): Step => {
    if (setup.tickets === undefined) return protocolError("unexpected_message", "It sends a session ticket unasked.");
    const problem = setup.tickets.take(message.body);
    if (problem !== undefined) return protocolError(problem.alert, problem.sentence);
    conversation.hear(message);
    return wait;
  };

  const takeFinished = (message: HandshakeMessage, isLast: boolean): Step => {
    if (session === undefined) return wait;
    const { suite, master } = session;
    const failure = checkFinished(conversation, message, suite, master, "server");
    if (failure !== undefined) return failure;
    draft.reached("Finished");
    draft.peerIdentity = session.identity;
    const agreement = { suite, session: { ...session, ...setup.tickets?.taken() } };
    if (isLast) return { kind: "complete", agreement };
    return { kind: "complete", agreement, lastFlight: closingMessages(conversation, suite, master, "client") };
  };

  // RFC 5246 §7.4.1.1: HelloRequest is passed over while a handshake goes on, and is no part of the transcript.
  const passOver = { HelloRequest: () => wait };
  const transitions: Transitions<State> = {
    ServerHello: { ...passOver, HelloVerifyRequest: takeHelloVerifyRequest, ServerHello: takeServerHello },
    Certificate: { ...passOver, Certificate: takeCertificate },
    ServerKeyExchange: { ...passOver, ServerKeyExchange: takeServerKeyExchange },
    // RFC 4279 §2: ServerKeyExchange carries the hint, and is left out if there is none.
    "ServerKeyExchange or ServerHelloDone": {
      ...passOver,
      ServerKeyExchange: takeHint,
      ServerHelloDone: takeServerHelloDone,
    },
    // RFC 5246 §7.4.4: a server that does not ask who we are leaves CertificateRequest out.
    "CertificateRequest or ServerHelloDone": {
      ...passOver,
      CertificateRequest: takeCertificateRequest,
      ServerHelloDone: takeServerHelloDone,
    },
    ServerHelloDone: { ...passOver, ServerHelloDone: takeServerHelloDone },
    Finished: { ...passOver, NewSessionTicket: takeTicket, Finished: (message) => takeFinished(message, true) },
    "Finished of a resumed session": {
      ...passOver,
      NewSessionTicket: takeTicket,
      Finished: (message) => takeFinished(message, false),
    },
  };

  return {
    start,
    receive: (message) => transit(transitions, state, message),
    receiveAgain,
    expectsFinished: () => state === "Finished" || state === "Finished of a resumed session",
    // A server whose Finished does not decrypt here has decrypted ours, so that its key is no other.
    findKeyMistake: () => undefined,
  };
}

const onlyCertificates: HandshakeFailure = {
  kind: "fail",
  outcome: "wrong credential kind",
  alert: "unsupported_certificate",
  problem: "It shows a certificate and has not agreed to raw public keys (RFC 7250), which are all that we have.",
};

const nothingShown = protocolError("decode_error", "It shows no certificate, which a server must (RFC 5246 §7.4.2).");

/** What comes first after ServerHello. */
const firstStates = {
  psk: "ServerKeyExchange or ServerHelloDone",
  ecdhe_psk: "ServerKeyExchange",
  ecdhe_ecdsa: "Certificate",
} as const;
