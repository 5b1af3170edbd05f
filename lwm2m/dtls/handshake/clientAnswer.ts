import { masterSecret, type Randoms } from "../crypto/keySchedule.js";
import type { RecordLayer } from "../record/recordLayer.js";
import { printCertificateMessage } from "../wire/certificateMessage.js";
import type { ServerChoice } from "./checkServerHello.js";
import type { ClientAuthentication } from "./clientAuthentication.js";
import type { ClientKeyExchange } from "./clientKeyExchange.js";
import type { Conversation } from "./conversation.js";
import { closingMessages } from "./finished.js";
import type { ResumableSession } from "./resumableSession.js";
import type { Flight, FlightItem } from "./step.js";

interface ClientAnswerSetup {
  readonly conversation: Conversation;
  readonly records: RecordLayer;
  readonly choice: ServerChoice;
  readonly randoms: Randoms;
  readonly keyExchange: ClientKeyExchange;
  /** Undefined if the server has not asked who we are. */
  readonly authentication: ClientAuthentication | undefined;
  /** What the session has besides its secret. */
  readonly known: Pick<ResumableSession, "id" | "identity" | "credential" | "createdAt">;
}

/** What a client says when the server has said everything, and the session that comes of it (RFC 5246 §7.3). */
export function answerServer(setup: ClientAnswerSetup): {
  readonly flight: Flight;
  readonly session: ResumableSession;
} {
  const { conversation, records, choice, randoms, keyExchange, authentication, known } = setup;
  const { suite, usesExtendedMasterSecret, usesEncryptThenMac } = choice;
  const flight: FlightItem[] = [];
  if (authentication !== undefined)
    flight.push(conversation.say("Certificate", printCertificateMessage(authentication.shown)));
  flight.push(conversation.say("ClientKeyExchange", keyExchange.body));
  // RFC 7627 §3: the session hash ends with ClientKeyExchange, whatever is said after it.
  const seed = usesExtendedMasterSecret ? { sessionHash: conversation.hash(suite) } : { randoms };
  const master = masterSecret(suite, keyExchange.premaster, seed);
  const proof = authentication?.prove(conversation.bytes());
  if (proof !== undefined) flight.push(conversation.say("CertificateVerify", proof));
  records.protect(suite, master, randoms, "client", usesEncryptThenMac);
  return {
    flight: [...flight, ...closingMessages(conversation, suite, master, "client")],
    session: { ...known, suite, master, usesExtendedMasterSecret, usesEncryptThenMac },
  };
}
