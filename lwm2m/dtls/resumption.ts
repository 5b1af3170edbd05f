import { BoundedMap } from "../base/boundedMap.js";
import { toHex } from "../base/bytes.js";
import type { Clock } from "../base/clock.js";
import { printAddress, type Address } from "../base/datagram.js";
import type { ServerCredentials } from "./credentials.js";
import type { ConnectOptions } from "./endpoint.js";
import {
  mayClientResume,
  mayServerResume,
  nameOfCredentials,
  type ResumableSession,
} from "./handshake/resumableSession.js";

export interface ResumptionSetup {
  readonly clock: Clock;
  readonly credentials: ServerCredentials;
  /** Sessions kept of clients, and as many of our own. */
  readonly limit: number;
}

/** Whose session it is: one of a client, which it names by its id, or one that we began with a server. */
export type Origin =
  { readonly role: "server" } | { readonly role: "client"; readonly server: Address; readonly options: ConnectOptions };

/** Sessions that may go on in a short handshake (RFC 5246 §7.3). */
export class Resumption {
  readonly #setup: ResumptionSetup;
  readonly #theirs: BoundedMap<string, ResumableSession>;
  readonly #ours: BoundedMap<string, ResumableSession>;

  constructor(setup: ResumptionSetup) {
    this.#setup = setup;
    this.#theirs = new BoundedMap(setup.limit);
    this.#ours = new BoundedMap(setup.limit);
  }

  remember(origin: Origin, session: ResumableSession): void {
    if (session.id.length === 0) return;
    if (origin.role === "server") this.#theirs.set(toHex(session.id), session);
    else this.#ours.set(ourKey(origin.server, origin.options), session);
  }

  /** RFC 5246 §7.2.2: a session that ended in a fatal alert is not resumed. */
  forget(origin: Origin, session: ResumableSession): void {
    if (origin.role === "server") this.#theirs.delete(toHex(session.id));
    else this.#ours.delete(ourKey(origin.server, origin.options));
  }

  /** The session that a client names, if it would be let in today. */
  find(id: Uint8Array): ResumableSession | undefined {
    const { credentials, clock } = this.#setup;
    const session = this.#theirs.touch(toHex(id));
    return session && mayServerResume(session, credentials, clock.now()) ? session : undefined;
  }

  /** Our session with a server. It comes back only when the handshake succeeds, so that a next attempt begins anew. */
  takeOurs(server: Address, options: ConnectOptions): ResumableSession | undefined {
    const key = ourKey(server, options);
    const session = this.#ours.get(key);
    this.#ours.delete(key);
    const context = { serverName: options.serverName, now: this.#setup.clock.now() };
    return session && mayClientResume(session, options.credentials, context) ? session : undefined;
  }

  clear(): void {
    this.#theirs.clear();
    this.#ours.clear();
  }
}

/** Sessions with the same server under different credentials are different. */
function ourKey(server: Address, { credentials }: ConnectOptions): string {
  return `${printAddress(server)} ${nameOfCredentials(credentials)}`;
}
