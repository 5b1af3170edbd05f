import type { Clock } from "../../base/clock.js";
import { equalBytes } from "../../base/bytes.js";
import type { Random } from "../../base/random.js";
import type { ClientCredentials } from "../credentials.js";
import { masterSecret } from "../crypto/keySchedule.js";
import type { RecordLayer } from "../record/recordLayer.js";
import type { HandshakeDraft } from "../report/handshakeDraft.js";
import { handshakeTypes } from "../tables/handshakeTypes.js";
import { cipherSuites } from "../tables/suites.js";
import { parseCertificateMessage, printCertificateMessage } from "../wire/certificateMessage.js";
import { printClientHello } from "../wire/clientHello.js";
import type { TicketTaker } from "../tickets/sessionTickets.js";
import type { HandshakeMessage } from "../wire/handshakeMessage.js";
import { parseHelloVerifyRequest } from "../wire/helloVerifyRequest.js";
import { parseServerHello, type ServerHello } from "../wire/serverHello.js";
import { checkResumption, checkServerHello, type ServerChoice } from "./checkServerHello.js";
import {
  checkHint,
  ecdheEcdsaKeyExchange,
  ecdhePskKeyExchange,
  pskKeyExchange,
  type ClientKeyExchange,
} from "./clientKeyExchange.js";
import { answerCertificateRequest, type ClientAuthentication } from "./clientAuthentication.js";
import { createOffer } from "./clientOffer.js";
import { Conversation } from "./conversation.js";
import { checkFinished, closingMessages } from "./finished.js";
import type { HelloHook } from "./helloHook.js";
import { judge, type TrustedPeer } from "./judge.js";
import { transit, type HandshakeMachine, type Transitions } from "./machine.js";
import { ownCredentialOf } from "./ownCredential.js";
import { provedBy, type ResumableSession } from "./resumableSession.js";
import { protocolError, wait, type FlightItem, type HandshakeFailure, type Step } from "./step.js";

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

/** A server that changes its cookie secret may ask again, but not forever. */
const mostCookies = 3;

/** The client's side (RFC 6347 §4.2.4). */
export function createClientMachine(setup: ClientSetup): HandshakeMachine {
  const { draft, records, credentials, serverName, clock, hooks = [] } = setup;
  const conversation = new Conversation();
  const sessionId = setup.session?.id ?? new Uint8Array();
  const own = ownCredentialOf(credentials);
  let state: State = "ServerHello";
  let hello = createOffer({ credentials, serverName, random: setup.random, sessionId, hooks });
  let cookies = 0;
  let chosen: (ServerChoice & { readonly answer: ServerHello }) | undefined;
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
    const { value, problem } = parseHelloVerifyRequest(body);
    if (value === undefined) return protocolError(problem.alert, problem.sentence);
    if (++cookies > mostCookies) return protocolError("handshake_failure", "It asks for a cookie again and again.");
    draft.reached("HelloVerifyRequest");
    hello = { ...hello, cookie: Uint8Array.from(value.cookie) };
    conversation.restart();
    return { kind: "send", flight: [conversation.say("ClientHello", printClientHello(hello))] };
  };

  /** A server that no longer knows its cookie sends another one, with the same number. */
  const receiveAgain = (message: HandshakeMessage): Step | undefined => {
    if (state !== "ServerHello" || message.type !== handshakeTypes.HelloVerifyRequest) return undefined;
    if (cookies === mostCookies) return undefined;
    const cookie = parseHelloVerifyRequest(message.body).value?.cookie;
    return cookie === undefined || equalBytes(cookie, hello.cookie) ? undefined : takeHelloVerifyRequest(message);
  };

  const takeServerHello = (message: HandshakeMessage): Step => {
    const { value: answer, problem } = parseServerHello(message.body);
    if (problem !== undefined) return protocolError(problem.alert, problem.sentence);
    draft.reached("ServerHello");
    const choice = checkServerHello(answer, hello);
    if (choice.kind === "fail") return choice;
    draft.suite = choice.suite;
    draft.answered(answer.extensions);
    for (const { code, accept } of hooks) {
      const refusal = accept(answer.extensions.get(code));
      if (refusal !== undefined) return protocolError(refusal.alert, refusal.sentence);
    }
    conversation.hear(message);
    chosen = { ...choice, answer };
    const resumed = setup.session;
    if (resumed !== undefined && equalBytes(answer.sessionId, resumed.id)) return resume(resumed, choice, answer);
    state = firstStates[choice.suite.keyExchange];
    return wait;
  };

  /** The server remembers the session, and closes first (RFC 5246 §7.3, figure 2). */
  const resume = (resumed: ResumableSession, choice: ServerChoice, { random }: ServerHello): Step => {
    const { suite, usesEncryptThenMac } = choice;
    const failure = checkResumption(choice, resumed);
    if (failure !== undefined) return failure;
    draft.isResumed = true;
    if (resumed.credential.kind !== "psk") draft.presented = resumed.credential;
    session = resumed;
    const randoms = { client: hello.random, server: random };
    records.protect(suite, resumed.master, randoms, "client", usesEncryptThenMac);
    state = "Finished of a resumed session";
    return wait;
  };

  const takeCertificate = (message: HandshakeMessage): Step => {
    if (chosen === undefined || credentials.kind === "psk") return wait;
    // RFC 7250 §4.2: a server that knows no raw public keys passes over what we offer.
    if (credentials.kind === "rpk" && chosen.serverType !== "RawPublicKey") return onlyCertificates;
    const { value, problem } = parseCertificateMessage(message.body, chosen.serverType);
    if (value === undefined) return protocolError(problem.alert, problem.sentence);
    draft.reached("Certificate of the server");
    draft.serverCertificate = chosen.serverType;
    draft.presented = value.credential;
    if (value.credential === undefined)
      return protocolError("decode_error", "It shows no certificate, which a server must (RFC 5246 §7.4.2).");
    const context = { peerRole: "server", now: clock.now(), ...(serverName !== undefined && { serverName }) } as const;
    const peer = judge(value.credential, credentials.verifyPeer, context);
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
    const ready = keyExchange ?? (credentials.kind === "psk" ? pskKeyExchange(credentials) : undefined);
    if (ready === undefined) return wait;
    const flight: FlightItem[] = [];
    if (authentication !== undefined)
      flight.push(conversation.say("Certificate", printCertificateMessage(authentication.shown)));
    flight.push(conversation.say("ClientKeyExchange", ready.body));
    const { suite, usesExtendedMasterSecret, usesEncryptThenMac, answer } = chosen;
    const randoms = { client: hello.random, server: answer.random };
    // RFC 7627 §3: the session hash ends with ClientKeyExchange, whatever is said after it.
    const seed = usesExtendedMasterSecret ? { sessionHash: conversation.hash(suite) } : { randoms };
    const master = masterSecret(suite, ready.premaster, seed);
    const proof = authentication?.prove(conversation.bytes());
    if (proof !== undefined) flight.push(conversation.say("CertificateVerify", proof));
    const proved = provedBy(credentials, server);
    if (proved === undefined) return wait;
    const agreed = { suite, master, usesExtendedMasterSecret, usesEncryptThenMac, createdAt: clock.now() };
    session = { id: Uint8Array.from(answer.sessionId), ...agreed, ...proved };
    records.protect(suite, master, randoms, "client", usesEncryptThenMac);
    draft.reached("ClientKeyExchange");
    state = "Finished";
    return { kind: "send", flight: [...flight, ...closingMessages(conversation, suite, master, "client")] };
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

/** What comes first after ServerHello. */
const firstStates = {
  psk: "ServerKeyExchange or ServerHelloDone",
  ecdhe_psk: "ServerKeyExchange",
  ecdhe_ecdsa: "Certificate",
} as const;
