import { isIP } from "node:net";
import type { Clock } from "../../base/clock.js";
import { concatBytes, equalBytes, fromUtf8 } from "../../base/bytes.js";
import type { Random } from "../../base/random.js";
import type { ClientCredentials } from "../credentials.js";
import { masterSecret, pskPremasterSecret } from "../crypto/keySchedule.js";
import type { RecordLayer } from "../record/recordLayer.js";
import type { HandshakeDraft } from "../report/handshakeDraft.js";
import { extensionName, extensions } from "../tables/extensions.js";
import { handshakeTypes } from "../tables/handshakeTypes.js";
import { cipherSuites, suiteName, suiteOf, type CipherSuite } from "../tables/suites.js";
import { dtls12 } from "../tables/versions.js";
import { printClientHello, randomLength, type ClientHello } from "../wire/clientHello.js";
import type { Extensions } from "../wire/extensionList.js";
import type { HandshakeMessage } from "../wire/handshakeMessage.js";
import { parseHelloVerifyRequest } from "../wire/helloVerifyRequest.js";
import { parsePskServerKeyExchange, printPskClientKeyExchange } from "../wire/pskKeyExchange.js";
import { parseServerHello, type ServerHello } from "../wire/serverHello.js";
import { uint, vector } from "../wire/write.js";
import { Conversation } from "./conversation.js";
import { checkFinished, closingMessages } from "./finished.js";
import { transit, type HandshakeMachine, type Transitions } from "./machine.js";
import { emptyRenegotiationInfo } from "./negotiation.js";
import type { ResumableSession } from "./resumableSession.js";
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
}

type State = "ServerHello" | "ServerHelloDone" | "Finished" | "Finished of a resumed session";

/** A server that changes its cookie secret may ask again, but not forever. */
const mostCookies = 3;

/** The client's side (RFC 6347 §4.2.4, RFC 4279 §2). */
export function createClientMachine(setup: ClientSetup): HandshakeMachine {
  const { draft, records, credentials } = setup;
  const conversation = new Conversation();
  let state: State = "ServerHello";
  let hello = createHello(setup);
  let cookies = 0;
  let chosen: { readonly suite: CipherSuite; readonly hello: ServerHello } | undefined;
  let session: ResumableSession | undefined;
  if (credentials.kind === "psk") {
    draft.identity = credentials.identity;
    draft.keyLength = credentials.key.byteLength;
  }

  const start = (): Step => {
    draft.offered(hello);
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
    const parsed = parseServerHello(message.body);
    if (parsed.problem !== undefined) return protocolError(parsed.problem.alert, parsed.problem.sentence);
    const { value } = parsed;
    draft.reached("ServerHello");
    const suite = suiteOf(value.suite);
    if (suite === undefined || !hello.suites.includes(value.suite))
      return protocolError("illegal_parameter", `It chose ${suiteName(value.suite)}, which was not offered.`);
    const failure = refuse(value, hello.extensions);
    if (failure !== undefined) return failure;
    draft.suite = suite;
    conversation.hear(message);
    chosen = { suite, hello: value };
    const resumed = setup.session;
    if (resumed === undefined || !equalBytes(value.sessionId, resumed.id)) {
      state = "ServerHelloDone";
      return wait;
    }
    return resume(resumed, suite, value);
  };

  /** The server remembers the session (RFC 5246 §7.3, figure 2): what was agreed then has to be the same now. */
  const resume = (
    resumed: ResumableSession,
    suite: CipherSuite,
    { random, extensions: answered }: ServerHello,
  ): Step => {
    if (suite !== resumed.suite)
      return protocolError(
        "illegal_parameter",
        "It resumes the session with another cipher suite (RFC 5246 §7.4.1.3).",
      );
    if (answered.has(extensions.extended_master_secret) !== resumed.usesExtendedMasterSecret)
      return protocolError(
        "handshake_failure",
        "It resumes the session, but with or without the extended master secret unlike before (RFC 7627 §5.3).",
      );
    draft.isResumed = true;
    session = resumed;
    records.protect(suite, resumed.master, { client: hello.random, server: random }, "client");
    state = "Finished of a resumed session";
    return wait;
  };

  const takeServerKeyExchange = (message: HandshakeMessage): Step => {
    const { problem } = parsePskServerKeyExchange(message.body);
    if (problem !== undefined) return protocolError(problem.alert, problem.sentence);
    conversation.hear(message);
    return wait;
  };

  const takeServerHelloDone = (message: HandshakeMessage): Step => {
    if (chosen === undefined || credentials.kind !== "psk") return wait;
    if (message.body.length > 0) return protocolError("decode_error", "Its ServerHelloDone is not empty.");
    draft.reached("ServerHelloDone");
    conversation.hear(message);
    const { suite, hello: answer } = chosen;
    const { identity, key } = credentials;
    const keyExchange = conversation.say("ClientKeyExchange", printPskClientKeyExchange(identity));
    const usesExtendedMasterSecret = answer.extensions.has(extensions.extended_master_secret);
    const randoms = { client: hello.random, server: answer.random };
    const seed = usesExtendedMasterSecret ? { sessionHash: conversation.hash(suite) } : { randoms };
    const master = masterSecret(suite, pskPremasterSecret(key), seed);
    const createdAt = setup.clock.now();
    const id = Uint8Array.from(answer.sessionId);
    const credential = { kind: "psk", identity, key } as const;
    const peerIdentity = { kind: "psk", identity } as const;
    session = { id, suite, master, usesExtendedMasterSecret, identity: peerIdentity, credential, createdAt };
    records.protect(suite, master, randoms, "client");
    draft.reached("ClientKeyExchange");
    state = "Finished";
    return { kind: "send", flight: [keyExchange, ...closingMessages(conversation, suite, master, "client")] };
  };

  const takeFinished = (message: HandshakeMessage, isLast: boolean): Step => {
    if (session === undefined) return wait;
    const { suite, master } = session;
    const failure = checkFinished(conversation, message, suite, master, "server");
    if (failure !== undefined) return failure;
    draft.reached("Finished");
    draft.peerIdentity = session.identity;
    const agreement = { suite, session };
    if (isLast) return { kind: "complete", agreement };
    return { kind: "complete", agreement, lastFlight: closingMessages(conversation, suite, master, "client") };
  };

  // RFC 5246 §7.4.1.1: HelloRequest is passed over while a handshake goes on, and is no part of the transcript.
  const passOver = { HelloRequest: () => wait };
  const transitions: Transitions<State> = {
    ServerHello: { ...passOver, HelloVerifyRequest: takeHelloVerifyRequest, ServerHello: takeServerHello },
    // RFC 4279 §2: ServerKeyExchange carries the hint, and is left out if there is none.
    ServerHelloDone: {
      ...passOver,
      ServerKeyExchange: takeServerKeyExchange,
      ServerHelloDone: takeServerHelloDone,
    },
    Finished: { ...passOver, Finished: (message) => takeFinished(message, true) },
    "Finished of a resumed session": { ...passOver, Finished: (message) => takeFinished(message, false) },
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

function createHello({ random, session, serverName }: ClientSetup): ClientHello {
  const offered = new Map<number, Uint8Array>();
  if (serverName !== undefined && isIP(serverName) === 0)
    offered.set(extensions.server_name, printServerName(serverName));
  offered.set(extensions.renegotiation_info, emptyRenegotiationInfo);
  offered.set(extensions.extended_master_secret, new Uint8Array());
  return {
    version: dtls12,
    random: random.bytes(randomLength),
    sessionId: session?.id ?? new Uint8Array(),
    cookie: new Uint8Array(),
    suites: cipherSuites.filter(({ keyExchange }) => keyExchange === "psk").map(({ code }) => code),
    compressions: Uint8Array.of(0),
    extensions: offered,
  };
}

/** A list of one name of the type host_name (RFC 6066 §3). */
function printServerName(name: string): Uint8Array {
  return vector(2, concatBytes(uint(0, 1), vector(2, fromUtf8(name))));
}

/** What a client must not put up with in a ServerHello (RFC 5246 §7.4.1.3, §7.4.1.4, RFC 5746 §3.4). */
function refuse(answer: ServerHello, offered: Extensions): HandshakeFailure | undefined {
  if (answer.version !== dtls12)
    return {
      kind: "fail",
      outcome: "unsupported version",
      alert: "protocol_version",
      problem: "It answers with another version than DTLS 1.2.",
    };
  if (answer.compression !== 0)
    return protocolError("illegal_parameter", "It chose a compression that was not offered.");
  for (const code of answer.extensions.keys())
    if (!offered.has(code))
      return protocolError("unsupported_extension", `It answers ${extensionName(code)}, which was not offered.`);
  const renegotiation = answer.extensions.get(extensions.renegotiation_info);
  if (renegotiation !== undefined && !equalBytes(renegotiation, emptyRenegotiationInfo))
    return protocolError("handshake_failure", "Its renegotiation_info is not empty (RFC 5746 §3.4).");
  return undefined;
}
