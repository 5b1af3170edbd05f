import { createHash } from "node:crypto";
import { BoundedMap } from "../base/boundedMap.js";
import { toHex } from "../base/bytes.js";
import type { Clock } from "../base/clock.js";
import { printAddress, type Address } from "../base/datagram.js";
import type { Random } from "../base/random.js";
import type { ServerCredentials } from "./credentials.js";
import type { ConnectOptions } from "./endpoint.js";
import {
  longestSessionLife,
  mayClientResume,
  mayServerResume,
  nameOfCredentials,
  type ResumableSession,
} from "./handshake/resumableSession.js";
import { extensions } from "./tables/extensions.js";
import { parseTicketContent, printTicketContent, restoreSession } from "./tickets/ticketContent.js";
import { TicketKeys } from "./tickets/ticketKeys.js";
import type { ClientHello } from "./wire/clientHello.js";
import type { NewSessionTicket } from "./wire/newSessionTicket.js";

export interface ResumptionSetup {
  readonly clock: Clock;
  readonly random: Random;
  readonly credentials: ServerCredentials;
  /** Sessions kept of clients, and as many of our own. */
  readonly limit: number;
}

/** Whose session it is: one of a client, or one that we began with a server. */
export type Origin =
  | { readonly role: "server"; readonly isResumed: boolean }
  | { readonly role: "client"; readonly server: Address; readonly options: ConnectOptions };

const sessionIdLength = 32;

/** What a ticket holds at most; a longer ClientHello would come in pieces, which not every server takes. */
const longestContent = 800;

/** A ticket that is longer than this is not shown to a server, for the same reason. */
const longestShown = 900;

/** Marks a ticket that only says where the session is kept here. */
const referenceMark = 0;

/**
 * Sessions that may go on in a short handshake: those of clients by their id (RFC 5246 §7.3) or in a ticket that the
 * client keeps (RFC 5077), and our own by server and credentials.
 */
export class Resumption {
  readonly #setup: ResumptionSetup;
  readonly #theirs: BoundedMap<string, ResumableSession>;
  readonly #ours: BoundedMap<string, ResumableSession>;
  readonly #keys: TicketKeys;
  /** Sessions that ended in a fatal alert while a ticket of theirs is out. */
  readonly #revoked: BoundedMap<string, true>;

  constructor(setup: ResumptionSetup) {
    this.#setup = setup;
    this.#theirs = new BoundedMap(setup.limit);
    this.#ours = new BoundedMap(setup.limit);
    this.#revoked = new BoundedMap(setup.limit);
    this.#keys = new TicketKeys(setup.clock, setup.random);
  }

  /** False if nothing is kept, so that every handshake is a full one. */
  get isOn(): boolean {
    return this.#setup.limit > 0;
  }

  remember(origin: Origin, session: ResumableSession): void {
    if (session.id.length === 0 && session.ticket === undefined) return;
    if (origin.role === "client") this.#ours.set(ourKey(origin.server, origin.options), session);
    // A resumed one is here already; or it was in a ticket, and its id is what the client says, maybe that of another.
    else if (!origin.isResumed) this.#theirs.set(toHex(session.id), session);
  }

  /** RFC 5246 §7.2.2: a session that ended in a fatal alert is not resumed. */
  forget(origin: Origin, session: ResumableSession): void {
    if (origin.role === "client") this.#ours.delete(ourKey(origin.server, origin.options));
    else {
      const id = toHex(session.id);
      const kept = this.#theirs.get(id);
      if (kept !== undefined && nameOf(kept) === nameOf(session)) this.#theirs.delete(id);
      this.#revoked.set(nameOf(session), true);
    }
  }

  /** The session that a client shows a ticket of or else names, if it would be let in today. */
  find({ sessionId, extensions: offered }: ClientHello): ResumableSession | undefined {
    if (!this.isOn) return undefined;
    const ticket = offered.get(extensions.session_ticket);
    // RFC 5077 §3.4: who shows a ticket has made the session id up.
    const hasTicket = ticket !== undefined && ticket.length > 0;
    const session = hasTicket ? this.#inTicket(ticket, sessionId) : this.#theirs.touch(toHex(sessionId));
    if (session === undefined || sessionId.length === 0 || this.#revoked.get(nameOf(session)) === true)
      return undefined;
    return mayServerResume(session, this.#setup.credentials, this.#setup.clock.now()) ? session : undefined;
  }

  /** A ticket for a session. What is too long for one stays here, and the ticket says where. */
  issue(session: ResumableSession): NewSessionTicket {
    const content = printTicketContent(session);
    const lifetime = longestSessionLife / 1000;
    if (content.length <= longestContent) return { lifetime, ticket: this.#keys.seal(content) };
    const id = this.#setup.random.bytes(sessionIdLength);
    this.#theirs.set(toHex(id), session);
    return { lifetime, ticket: this.#keys.seal(Uint8Array.of(referenceMark, ...id)) };
  }

  /** Our session with a server. It comes back only when the handshake succeeds, so that a next attempt begins anew. */
  takeOurs(server: Address, options: ConnectOptions): ResumableSession | undefined {
    const key = ourKey(server, options);
    const session = this.#ours.get(key);
    this.#ours.delete(key);
    const now = this.#setup.clock.now();
    const context = { serverName: options.serverName, now };
    if (session === undefined || !mayClientResume(session, options.credentials, context)) return undefined;
    const { ticket, ticketUntil = Number.POSITIVE_INFINITY, ...bare } = session;
    if (ticket === undefined || ticket.length > longestShown || now >= ticketUntil)
      return session.id.length > 0 ? bare : undefined;
    // RFC 5077 §3.4: the server says this id again if it has taken the ticket.
    return { ...session, id: this.#setup.random.bytes(sessionIdLength) };
  }

  clear(): void {
    this.#theirs.clear();
    this.#ours.clear();
    this.#revoked.clear();
  }

  #inTicket(ticket: Uint8Array, id: Uint8Array): ResumableSession | undefined {
    const content = this.#keys.open(ticket);
    if (content === undefined) return undefined;
    if (content[0] === referenceMark) return this.#theirs.touch(toHex(content.subarray(1)));
    const parsed = parseTicketContent(content);
    return parsed && restoreSession(parsed, id, this.#setup.credentials.psk);
  }
}

/** Sessions with the same server under different credentials are different, and so are those under other names (RFC 6066 §3). */
function ourKey(server: Address, { credentials, serverName = "" }: ConnectOptions): string {
  return JSON.stringify([printAddress(server), serverName, nameOfCredentials(credentials)]);
}

/** A name of a session that tells nothing about its secret. */
function nameOf({ master }: ResumableSession): string {
  return createHash("sha256").update(master.reveal()).digest("hex");
}
