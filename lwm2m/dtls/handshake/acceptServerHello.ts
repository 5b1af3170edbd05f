import type { HandshakeDraft } from "../report/handshakeDraft.js";
import type { ClientHello } from "../wire/clientHello.js";
import { parseServerHello, type ServerHello } from "../wire/serverHello.js";
import { checkServerHello, type ServerChoice } from "./checkServerHello.js";
import type { HelloHook } from "./helloHook.js";
import { protocolError, type HandshakeFailure } from "./step.js";

/** A ServerHello that a client goes on with, and what it has decided. */
export interface AcceptedServerHello extends ServerChoice {
  readonly answer: ServerHello;
}

/** Reads a ServerHello, writes it down, and tells those who look after extensions what it answers. */
export function acceptServerHello(
  body: Uint8Array,
  offer: ClientHello,
  hooks: readonly HelloHook[],
  draft: HandshakeDraft,
): AcceptedServerHello | HandshakeFailure {
  const { value: answer, problem } = parseServerHello(body);
  if (problem !== undefined) return protocolError(problem.alert, problem.sentence);
  draft.reached("ServerHello");
  const choice = checkServerHello(answer, offer);
  if (choice.kind === "fail") return choice;
  draft.suite = choice.suite;
  draft.answered(answer.extensions);
  for (const { code, accept } of hooks) {
    const refusal = accept(answer.extensions.get(code), answer.extensions);
    if (refusal !== undefined) return protocolError(refusal.alert, refusal.sentence);
  }
  return { ...choice, answer };
}
