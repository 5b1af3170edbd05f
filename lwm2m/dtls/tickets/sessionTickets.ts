import type { Clock } from "../../base/clock.js";
import type { HelloHook } from "../handshake/helloHook.js";
import type { ResumableSession } from "../handshake/resumableSession.js";
import { extensions } from "../tables/extensions.js";
import { parseNewSessionTicket } from "../wire/newSessionTicket.js";
import type { MessageProblem } from "../wire/parsed.js";

/** A server's part in one handshake: the extension, and whether a ticket was promised by it (RFC 5077 §3.2). */
export interface TicketPromise {
  readonly hook: HelloHook;
  readonly isGiven: () => boolean;
}

/**
 * Promises a ticket to a client that takes them, unless it comes with one that still holds, or the session could not be
 * resumed because it has no extended master secret (RFC 7627 §5.3).
 */
export function promiseTicket(isOn: boolean): TicketPromise {
  let isGiven = false;
  const hook: HelloHook = {
    code: extensions.session_ticket,
    offer: () => undefined,
    answer: (_, { isResumed, offered }) => {
      isGiven = isOn && !isResumed && offered.has(extensions.extended_master_secret);
      return isGiven ? new Uint8Array() : undefined;
    },
    accept: () => undefined,
  };
  return { hook, isGiven: () => isGiven };
}

/** A client's part in one handshake: the ticket that it shows, and the one that it is given (RFC 5077 §3.1). */
export interface TicketTaker {
  readonly hook: HelloHook;
  /** Takes the body of a NewSessionTicket. */
  readonly take: (body: Uint8Array) => MessageProblem | undefined;
  /** What was given, for the session to keep; nothing if nothing was. */
  readonly taken: () => Pick<ResumableSession, "ticket" | "ticketUntil">;
}

/** Shows a ticket if there is one, and takes another. */
export function takeTickets(shown: Uint8Array | undefined, clock: Clock): TicketTaker {
  let isPromised = false;
  let taken: ReturnType<TicketTaker["taken"]> = {};
  const hook: HelloHook = {
    code: extensions.session_ticket,
    offer: () => shown ?? new Uint8Array(),
    answer: () => undefined,
    accept: (answered) => {
      isPromised = answered !== undefined;
      return undefined;
    },
  };
  const take = (body: Uint8Array): MessageProblem | undefined => {
    if (!isPromised)
      return {
        alert: "unexpected_message",
        sentence: "It sends a session ticket that it did not promise (RFC 5077 §3.3).",
      };
    const { value, problem } = parseNewSessionTicket(body);
    if (value === undefined) return problem;
    isPromised = false;
    const { ticket, lifetime } = value;
    // RFC 5077 §3.3: with 0 the server does not say for how long it holds.
    if (ticket.length > 0) taken = { ticket, ...(lifetime > 0 && { ticketUntil: clock.now() + lifetime * 1000 }) };
    return undefined;
  };
  return { hook, take, taken: () => taken };
}
