import type { HelloHook } from "../handshake/helloHook.js";
import { extensions } from "../tables/extensions.js";
import { parseNewSessionTicket } from "../wire/newSessionTicket.js";
import type { MessageProblem } from "../wire/parsed.js";

/** A server's part in one handshake: the extension, and whether a ticket was promised by it (RFC 5077 §3.2). */
export interface TicketPromise {
  readonly hook: HelloHook;
  readonly isGiven: () => boolean;
}

/** Promises a ticket to a client that takes them, unless it comes with one that still holds. */
export function promiseTicket(isOn: boolean): TicketPromise {
  let isGiven = false;
  const hook: HelloHook = {
    code: extensions.session_ticket,
    offer: () => undefined,
    answer: (_, { isResumed }) => {
      isGiven = isOn && !isResumed;
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
  /** What was given, if anything was. */
  readonly taken: () => Uint8Array | undefined;
}

/** Shows a ticket if there is one, and takes another. */
export function takeTickets(shown: Uint8Array | undefined): TicketTaker {
  let isPromised = false;
  let taken: Uint8Array | undefined;
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
    if (value.ticket.length > 0) taken = value.ticket;
    return undefined;
  };
  return { hook, take, taken: () => taken };
}
