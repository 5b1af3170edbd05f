import { handshakeTypeName, handshakeTypes, type HandshakeTypeName } from "../tables/handshakeTypes.js";
import { nameOf } from "../tables/nameOf.js";
import type { HandshakeMessage } from "../wire/handshakeMessage.js";
import type { DtlsRecord } from "../wire/record.js";
import { protocolError, type Step } from "./step.js";

/** One side of a handshake: what each message means in each state. It knows no sockets and no timers. */
export interface HandshakeMachine {
  /** The first flight. */
  readonly start: () => Step;
  /** Takes the next message of the peer. */
  readonly receive: (message: HandshakeMessage) => Step;
  /** Takes a message whose number was there before; undefined if it says nothing new. */
  readonly receiveAgain: (message: HandshakeMessage) => Step | undefined;
  /** True if only Finished is missing. */
  readonly expectsFinished: () => boolean;
  /** Looks for the mistake in a key with which a Finished was made that does not decrypt; in words, for the user. */
  readonly findKeyMistake: (finished: DtlsRecord) => string | undefined;
}

/** For each state, the messages that may come in it and what is done about them. Any other breaks the protocol. */
export type Transitions<State extends string> = Readonly<
  Record<State, Readonly<Partial<Record<HandshakeTypeName, (message: HandshakeMessage) => Step>>>>
>;

/** Looks a message up in its state's row (RFC 5246 §7.4: messages in an unexpected order are a fatal error). */
export function transit<State extends string>(
  transitions: Transitions<State>,
  state: State,
  message: HandshakeMessage,
): Step {
  const name = nameOf(handshakeTypes, message.type);
  const action = name && transitions[state][name];
  if (action !== undefined) return action(message);
  return protocolError("unexpected_message", `It sent ${handshakeTypeName(message.type)} where ${state} was due.`);
}
