import type { CipherSuite } from "../tables/suites.js";
import type { Extensions } from "../wire/extensionList.js";
import type { MessageProblem } from "../wire/parsed.js";

/** An extension of the hellos that another part of the stack looks after, as the record layer does its connection ID. */
export interface HelloHook {
  /** The number of the extension. */
  readonly code: number;
  /** What our ClientHello says; undefined to say nothing. Asked once in a handshake. */
  readonly offer: () => Uint8Array | undefined;
  /** What our ServerHello answers to what a client offers; undefined to answer nothing. Asked once in a handshake. */
  readonly answer: (
    offered: Uint8Array,
    context: { readonly suite: CipherSuite; readonly isResumed: boolean; readonly offered: Extensions },
  ) => Uint8Array | MessageProblem | undefined;
  /** Takes the server's answer to our offer, or hears that there was none; `all` is everything that it answers. */
  readonly accept: (answered: Uint8Array | undefined, all: Extensions) => MessageProblem | undefined;
}
