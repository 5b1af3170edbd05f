import { timingSafeEqual } from "node:crypto";
import type { Secret } from "../../base/secret.js";
import { verifyData } from "../crypto/keySchedule.js";
import type { CipherSuite } from "../tables/suites.js";
import type { HandshakeMessage } from "../wire/handshakeMessage.js";
import type { Conversation } from "./conversation.js";
import { protocolError, type Flight, type HandshakeFailure } from "./step.js";

/** ChangeCipherSpec and our Finished, which close each side's part (RFC 5246 §7.1, §7.4.9). */
export function closingMessages(
  conversation: Conversation,
  suite: CipherSuite,
  master: Secret,
  side: "client" | "server",
): Flight {
  const data = verifyData(suite, master, side, conversation.hash(suite));
  return [{ kind: "ChangeCipherSpec" }, conversation.say("Finished", data, 1)];
}

/** Checks the Finished of the other side and adds it to the conversation; undefined if it is right. */
export function checkFinished(
  conversation: Conversation,
  message: HandshakeMessage,
  suite: CipherSuite,
  master: Secret,
  side: "client" | "server",
): HandshakeFailure | undefined {
  const expected = verifyData(suite, master, side, conversation.hash(suite));
  conversation.hear(message);
  if (message.body.length !== expected.length)
    return protocolError(
      "decode_error",
      `Its Finished has ${message.body.length} bytes in place of ${expected.length}.`,
    );
  if (timingSafeEqual(message.body, expected)) return undefined;
  return protocolError(
    "decrypt_error",
    "Its Finished decrypts, so the key is right, but it is about other messages than those that came: " +
      "something on the way changed them, or one side computes the handshake hash wrongly (RFC 5246 §7.4.9).",
  );
}
