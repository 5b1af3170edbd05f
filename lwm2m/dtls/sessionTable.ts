import { BoundedMap } from "../base/boundedMap.js";
import { toHex } from "../base/bytes.js";
import { printAddress, type Address } from "../base/datagram.js";
import type { EstablishedSession } from "./establishedSession.js";
import { isSameIdentity } from "./identity.js";

/**
 * The sessions of an endpoint. One with a connection ID is found by that, wherever its records come from; one without by
 * the address, which it keeps (RFC 9146 §3). When there are too many, the one that was silent longest is closed: of those
 * of the peer that makes one more if it has any, so that nobody drives the sessions of others out.
 */
export class SessionTable {
  readonly #limit: number;
  readonly #sessions: BoundedMap<EstablishedSession, EstablishedSession>;
  /** The newest session at an address. */
  readonly #byAddress = new Map<string, EstablishedSession>();
  readonly #byConnectionId = new Map<string, EstablishedSession>();

  constructor(limit: number) {
    this.#limit = limit;
    this.#sessions = new BoundedMap(limit, (session) => {
      session.close();
    });
  }

  /** The session that was made last at an address, or has come there since. */
  at(address: Address): EstablishedSession | undefined {
    return this.#byAddress.get(printAddress(address));
  }

  /** The session whose records have this connection ID. */
  withConnectionId(id: Uint8Array): EstablishedSession | undefined {
    return this.#byConnectionId.get(toHex(id));
  }

  add(session: EstablishedSession): void {
    if (this.#sessions.size >= this.#limit) this.#oldestOf(session)?.close();
    this.#byAddress.set(printAddress(session.peer), session);
    if (session.connectionId.length > 0) this.#byConnectionId.set(toHex(session.connectionId), session);
    this.#sessions.set(session, session);
  }

  /** The session was heard. */
  touch(session: EstablishedSession): void {
    this.#sessions.touch(session);
  }

  /**
   * The peer of a session has moved. If another session is at its new address, that stays in its place: a peer that has a
   * session with us could else send from any address and take it from whoever is there.
   */
  move(session: EstablishedSession, from: Address): void {
    this.#leave(session, from);
    const key = printAddress(session.peer);
    if (!this.#byAddress.has(key)) this.#byAddress.set(key, session);
  }

  delete(session: EstablishedSession): void {
    this.#sessions.delete(session);
    this.#leave(session, session.peer);
    const id = toHex(session.connectionId);
    if (this.#byConnectionId.get(id) === session) this.#byConnectionId.delete(id);
  }

  values(): readonly EstablishedSession[] {
    return this.#sessions.values();
  }

  #oldestOf({ identity, role }: EstablishedSession): EstablishedSession | undefined {
    return this.#sessions.values().find((other) => other.role === role && isSameIdentity(other.identity, identity));
  }

  #leave(session: EstablishedSession, address: Address): void {
    const key = printAddress(address);
    if (this.#byAddress.get(key) === session) this.#byAddress.delete(key);
  }
}
