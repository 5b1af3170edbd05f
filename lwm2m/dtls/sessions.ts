import { printAddress, type Address } from "../base/datagram.js";
import { EstablishedSession, type SessionSurroundings } from "./establishedSession.js";
import type { Established } from "./handshake/handshakeEnd.js";
import { isSameIdentity } from "./identity.js";
import type { Origin, Resumption } from "./resumption.js";
import type { DtlsSession } from "./session.js";
import { SessionTable } from "./sessionTable.js";
import type { DtlsRecord } from "./wire/record.js";

export interface SessionsSetup {
  /** What all of them share. */
  readonly surroundings: SessionSurroundings;
  readonly resumption: Resumption;
  /** Hears of the sessions that peers have begun, before their first data. */
  readonly onServed: (session: DtlsSession) => void;
}

/** The sessions of an endpoint, from the handshakes that made them to what they leave behind for the next ones. */
export class Sessions {
  readonly #setup: SessionsSetup;
  readonly #table: SessionTable;

  constructor(setup: SessionsSetup) {
    this.#setup = setup;
    this.#table = new SessionTable(setup.surroundings.limits.sessions);
  }

  /** Makes a session of a handshake that came to a good end. */
  establish(peer: Address, origin: Origin, established: Established): DtlsSession {
    const { surroundings, resumption, onServed } = this.#setup;
    const { role } = origin;
    const { session: resumable } = established.agreement;
    const session = new EstablishedSession({ role, peer, established, surroundings });
    this.#replace(peer, session);
    this.#table.add(session);
    resumption.remember(origin, resumable);
    session.onPeerChange((before) => {
      this.#table.move(session, before);
    });
    session.onEnd((end) => {
      this.#table.delete(session);
      if (end.kind === "alert") resumption.forget(origin, resumable);
      const fields = { peer: printAddress(session.peer), id: session.id, end: end.kind };
      surroundings.logger.log("info", "A session has ended.", fields);
    });
    if (role === "server") onServed(session);
    for (const opened of established.held) session.take(opened);
    return session;
  }

  /** Takes an encrypted record. False if it is of no session. */
  receive(from: Address, record: DtlsRecord): boolean {
    const { connectionId } = record;
    const session = connectionId === undefined ? this.#table.at(from) : this.#table.withConnectionId(connectionId);
    if (session?.receive(record, from) !== true) return false;
    this.#table.touch(session);
    return true;
  }

  /** True if the session at an address began with this random of the client. */
  isOf(address: Address, clientRandom: Uint8Array): boolean {
    return this.#table.at(address)?.isOf(clientRandom) === true;
  }

  /** True if a session has this connection ID. */
  readonly isTaken = (id: Uint8Array): boolean => this.#table.withConnectionId(id) !== undefined;

  /** Says goodbye to all peers. */
  close(): void {
    for (const session of this.#table.values()) session.close();
  }

  /**
   * Ends the session that was at the address of a new one. Another peer whose records have a connection ID may have been
   * there before, and may still be heard from somewhere else.
   */
  #replace(peer: Address, next: EstablishedSession): void {
    const before = this.#table.at(peer);
    if (before === undefined) return;
    if (!before.hasConnectionId || isSameIdentity(before.identity, next.identity)) before.finish({ kind: "replaced" });
  }
}
