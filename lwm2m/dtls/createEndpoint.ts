import { printAddress, type Address, type Datagram } from "../base/datagram.js";
import { disposeAll, type Disposable } from "../base/disposal.js";
import { stackOf } from "../base/errorText.js";
import { Emitter } from "../base/event.js";
import type { Logger } from "../base/logger.js";
import type { ServerCredentials } from "./credentials.js";
import type { ConnectOptions, ConnectResult, DtlsEndpoint, DtlsEndpointSetup } from "./endpoint.js";
import { guardClientCredentials, guardCredentials } from "./guardCredentials.js";
import { createClientMachine } from "./handshake/clientMachine.js";
import type { HandshakeEnd } from "./handshake/handshakeEnd.js";
import { createServerMachine } from "./handshake/serverMachine.js";
import { Handshakes } from "./handshakes.js";
import type { HandshakeReport } from "./handshakeReport.js";
import { defaultLimits } from "./limits.js";
import { CipherPool } from "./record/cipherPool.js";
import { recordHooks } from "./record/recordHooks.js";
import { RecordLayer } from "./record/recordLayer.js";
import { HandshakeDraft } from "./report/handshakeDraft.js";
import { clientOffer, connectionIdLengthOf, serverOffer } from "./recordOffers.js";
import { Resumption } from "./resumption.js";
import type { DtlsSession } from "./session.js";
import { Sessions } from "./sessions.js";
import { Strangers, type VerifiedHello } from "./strangers/strangers.js";
import { contentTypes } from "./tables/contentTypes.js";
import { extensions } from "./tables/extensions.js";
import { handshakeTypes } from "./tables/handshakeTypes.js";
import { promiseTicket, takeTickets } from "./tickets/sessionTickets.js";
import { parseFragments, type HandshakeFragment } from "./wire/handshakeMessage.js";
import { parseRecords, type DtlsRecord } from "./wire/record.js";

/** DTLS 1.2 (RFC 6347) on a socket. */
export function createDtlsEndpoint(setup: DtlsEndpointSetup): DtlsEndpoint {
  return new Endpoint(setup);
}

class Endpoint implements DtlsEndpoint {
  readonly #setup: DtlsEndpointSetup;
  readonly #logger: Logger;
  readonly #subscription: Disposable;
  readonly #strangers: Strangers;
  /** What the server proves itself with and checks clients by. */
  readonly #credentials: ServerCredentials;
  readonly #sessions: Sessions;
  readonly #handshakes: Handshakes;
  readonly #resumption: Resumption;
  readonly #ciphers = new CipherPool();
  readonly #onSession = new Emitter<DtlsSession>();
  readonly #onHandshake = new Emitter<HandshakeReport>();
  readonly onSession = this.#onSession.event;
  readonly onHandshake = this.#onHandshake.event;
  #isDisposed = false;

  constructor(setup: DtlsEndpointSetup) {
    const { clock, random, socket } = setup;
    const limits = { ...defaultLimits, ...setup.limits };
    this.#setup = setup;
    this.#logger = setup.logger.child("dtls");
    this.#credentials = guardCredentials(setup.server ?? {}, this.#logger);
    this.#resumption = new Resumption({
      clock,
      random,
      credentials: this.#credentials,
      limit: limits.resumable,
    });
    this.#sessions = new Sessions({
      surroundings: { clock, logger: this.#logger, limits, send: socket.send },
      resumption: this.#resumption,
      onServed: (session) => {
        this.#onSession.fire(session);
      },
    });
    const local = (): Address => socket.localAddress;
    const onReport = this.#report;
    this.#handshakes = new Handshakes({ clock, limits, send: socket.send, onReport });
    this.#strangers = new Strangers({ clock, random, limits, local, send: socket.send, onReport });
    this.#subscription = socket.onDatagram(this.#receive);
  }

  get localAddress(): Address {
    return this.#setup.socket.localAddress;
  }

  readonly connect = (peer: Address, wishes: ConnectOptions): Promise<ConnectResult> => {
    const { clock, random } = this.#setup;
    const credentials = guardClientCredentials(wishes.credentials, this.#logger);
    const options = { ...wishes, credentials };
    const { serverName } = options;
    const origin = { role: "client", server: peer, options } as const;
    const draft = new HandshakeDraft({ role: "client", peer, local: this.localAddress, clock });
    if (this.#isDisposed)
      return Promise.resolve({ report: draft.finish("canceled", "The endpoint was closed before.") });
    this.#handshakes.cancel(peer, "Another connection to the same address was begun.");
    const records = new RecordLayer({ keyLog: this.#setup.keyLog, ciphers: this.#ciphers });
    const session = this.#resumption.takeOurs(peer, options);
    const tickets = this.#usesTickets ? takeTickets(session?.ticket, clock) : undefined;
    const offer = recordHooks(clientOffer(this.#setup, options, this.#sessions.isTaken), records);
    const hooks = [...offer, ...(tickets === undefined ? [] : [tickets.hook])];
    const parts = { credentials, serverName, clock, random, records, draft, session, hooks };
    const machine = createClientMachine({ ...parts, ...(tickets && { tickets }) });
    return new Promise((resolve) => {
      const onEnd = ({ report, established }: HandshakeEnd): void => {
        if (established === undefined) resolve({ report });
        else resolve({ report, session: this.#sessions.establish(peer, origin, established) });
      };
      this.#handshakes.begin({ role: "client", peer, records, machine, draft, expected: 0, onEnd });
    });
  };

  readonly dispose = (): void => {
    if (this.#isDisposed) return;
    // Who hears that something has ended must not begin anything anew.
    this.#isDisposed = true;
    this.#handshakes.close("The endpoint was closed.");
    this.#sessions.close();
    this.#resumption.clear();
    disposeAll([this.#setup.socket, this.#onSession, this.#onHandshake, this.#strangers, this.#subscription]);
  };

  /** Nothing that comes from the network is an error of ours; if it is one after all, it must not go further. */
  readonly #receive = ({ data, from }: Datagram): void => {
    if (this.#isDisposed) return;
    try {
      const records = parseRecords(data, connectionIdLengthOf(this.#setup));
      for (const record of records) this.#route(from, record);
      if (records.length > 0) return;
      const begun = this.#handshakes.begunWith(from);
      if (begun !== undefined) begun.receiveOther(data);
      else if (this.#setup.server !== undefined) this.#strangers.receiveOther(from, data);
    } catch (error) {
      this.#logger.log("error", "A datagram could not be handled.", {
        peer: printAddress(from),
        error: stackOf(error),
      });
    }
  };

  /** A record belongs to the session if it decrypts there; what does not may belong to the handshake. */
  #route(from: Address, record: DtlsRecord): void {
    // By whoever was told of the record before it.
    if (this.#isDisposed) return;
    if (record.epoch > 0 && this.#sessions.receive(from, record)) return;
    const mayGreet = this.#setup.server !== undefined && this.#handshakes.begunWith(from) === undefined;
    const hello = mayGreet ? clientHelloIn(record) : undefined;
    if (hello !== undefined) this.#greet(from, record, hello);
    else this.#handshakes.receive(from, record);
  }

  #greet(from: Address, { sequence }: DtlsRecord, fragment: HandshakeFragment): void {
    const verified = this.#strangers.greet(from, sequence, fragment);
    if (verified === undefined) return;
    const { random } = verified.hello;
    // Or the ClientHello that began the session that works now, on its way for long.
    if (this.#handshakes.repeat(from, random) || this.#sessions.isOf(from, random)) return;
    this.#handshakes.startOver(from);
    this.#serve(from, sequence, verified);
  }

  /** Begins a handshake with a client that has proved its address. */
  #serve(peer: Address, sequence: number, { message, hello, problem, startedAt }: VerifiedHello): void {
    const { clock, random } = this.#setup;
    const records = new RecordLayer({ firstSequence: sequence, keyLog: this.#setup.keyLog, ciphers: this.#ciphers });
    const draft = new HandshakeDraft({
      role: "server",
      peer,
      local: this.localAddress,
      clock,
      ...(startedAt !== undefined && { startedAt }),
    });
    draft.offered(hello);
    draft.reached("ClientHello");
    const promise = promiseTicket(this.#usesTickets);
    const machine = createServerMachine({
      credentials: this.#credentials,
      clock,
      random,
      records,
      draft,
      message,
      hello,
      problem,
      findSession: (found) => this.#resumption.find(found),
      hooks: [...recordHooks(serverOffer(this.#setup, this.#sessions.isTaken), records), promise.hook],
      issueTicket: (session) => (promise.isGiven() ? this.#resumption.issue(session) : undefined),
      // RFC 5077 §3.4: what a ticket holds need not be kept here too.
      cachesSessions: this.#resumption.isOn && !(this.#usesTickets && hello.extensions.has(extensions.session_ticket)),
    });
    const onEnd = ({ report: { isResumed }, established }: HandshakeEnd): void => {
      if (established !== undefined) this.#sessions.establish(peer, { role: "server", isResumed }, established);
    };
    const expected = message.sequence + 1;
    const begun = { role: "server", peer, records, machine, draft, expected, clientRandom: hello.random } as const;
    this.#handshakes.begin({ ...begun, onEnd });
  }

  get #usesTickets(): boolean {
    return this.#resumption.isOn && (this.#setup.usesTickets ?? true);
  }

  readonly #report = (report: HandshakeReport): void => {
    const { peer, role, outcome, explanation, identity, suite, isResumed } = report;
    const fields = { peer: printAddress(peer), role, outcome, identity, suite, isResumed };
    this.#logger.log(outcome === "completed" ? "info" : "warn", explanation, fields);
    this.#onHandshake.fire(report);
  };
}

/** The ClientHello that a plain record begins with. */
function clientHelloIn({ epoch, type, fragment }: DtlsRecord): HandshakeFragment | undefined {
  if (epoch !== 0 || type !== contentTypes.Handshake) return undefined;
  const [first] = parseFragments(fragment);
  return first?.type === handshakeTypes.ClientHello ? first : undefined;
}
