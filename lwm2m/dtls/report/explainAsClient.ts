import { printAddress } from "../../base/datagram.js";
import { counted } from "../../base/words.js";
import { alertMeaning } from "./alertMeanings.js";
import { explainCredentialsAsClient } from "./explainCredentialsAsClient.js";
import {
  credentialNoun,
  keyAdvice,
  named,
  ourSuites,
  pathAdvice,
  quoted,
  sentences,
  who,
  type Explanations,
  type HandshakeFacts,
} from "./facts.js";

/** How handshakes end that we began. */
export const explainAsClient: Explanations = {
  completed: (facts) =>
    `${facts.isResumed ? "Resumed the session with" : "Connected to"} the server at ${printAddress(facts.peer)} ` +
    `${facts.identity === undefined ? `(${who(facts)})` : `as ${who(facts)}`} with ${facts.suite ?? "a suite"}.`,

  "unknown identity": (facts) =>
    sentences(
      `${named(facts)} does not know the PSK identity ${quoted(facts.identity)}.`,
      "Add the identity and its key there, or correct the identity here; upper and lower case and blanks count.",
    ),

  "wrong key": (facts) =>
    sentences(
      facts.alertReceived === undefined
        ? `The Finished message of the server at ${printAddress(facts.peer)} does not decrypt: its key for the PSK ` +
            `identity ${quoted(facts.identity)} differs from the one that is used here.`
        : `${named(facts)} could not decrypt our Finished message (alert ${facts.alertReceived}): its key for the PSK ` +
            `identity ${quoted(facts.identity)} differs from the one that is used here.`,
      ourKey(facts),
      keyAdvice,
    ),

  "no common cipher suite": (facts) =>
    sentences(
      `${named(facts)} takes none of our cipher suites and said so with the alert ${facts.alertReceived ?? "?"}.`,
      `We offer ${ourSuites(facts)}.`,
      "Enable one of them there, and see whether that server has " +
        `${facts.identity === undefined ? "certificates or raw public keys" : "pre-shared keys"} at all on this port.`,
    ),

  ...explainCredentialsAsClient,

  "unsupported version": (facts) =>
    sentences(
      `${named(facts)} does not speak DTLS 1.2.`,
      facts.problem,
      "Enable DTLS 1.2 there; nothing else is spoken here.",
    ),

  "not DTLS": (facts) =>
    sentences(
      `${named(facts)} does not speak DTLS.`,
      facts.problem,
      "Use the port for DTLS, which is 5684 unless it was changed, or connect without DTLS (coap:// in place of coaps://).",
    ),

  "no answer after HelloVerifyRequest": (facts) =>
    sentences(
      `${named(facts)} asked for our cookie (HelloVerifyRequest). We sent it, and repeated ourselves ` +
        `${counted(facts.retransmissions, "time")} in this handshake, but the server never went on (RFC 6347 §4.2.1).`,
      "Most often something between both sides, such as a NAT or a load balancer, gives our datagrams another address or " +
        "port each time, so that the cookie never fits: look for one.",
      "Or the server has no credentials on this port and no cipher suite in common with us, and drops what it cannot use " +
        `without an alert: see its own log. We offer ${ourSuites(facts)}.`,
    ),

  silence: (facts) => silence(facts),

  "started over": (facts) => `The handshake with the server at ${printAddress(facts.peer)} was begun anew.`,

  "alert from the peer": (facts) =>
    sentences(
      `${named(facts)} ended the handshake with the alert ${facts.alertReceived ?? "?"}.`,
      isKeySuspected(facts) ? suspectKey(facts) : alertMeaning(facts.alertReceived),
    ),

  "protocol error": (facts) =>
    sentences(
      `${named(facts)} broke the protocol.`,
      facts.problem,
      "Look for a newer version of its DTLS library; a packet capture shows the message as it came.",
    ),

  canceled: (facts) =>
    sentences(`The handshake with the server at ${printAddress(facts.peer)} was ended from this side.`, facts.problem),
};

function ourKey({ keyLength }: HandshakeFacts): string | undefined {
  return keyLength === undefined ? undefined : `The key here has ${counted(keyLength, "byte")}.`;
}

/** Our Finished was sent, and what came was not the server's. */
function isKeySuspected({ step, identity }: HandshakeFacts): boolean {
  return identity !== undefined && (step === "ClientKeyExchange" || step === "ChangeCipherSpec");
}

function suspectKey(facts: HandshakeFacts): string {
  return sentences(
    `Everything went well up to our Finished message, which is the first that needs the key. Most likely the server ` +
      `has another key for the PSK identity ${quoted(facts.identity)}, or does not know it: many servers drop what does ` +
      "not decrypt without a word.",
    ourKey(facts),
    keyAdvice,
  );
}

function silence(facts: HandshakeFacts): string {
  const tries = counted(facts.retransmissions + 1, "time");
  const server = `the server at ${printAddress(facts.peer)}`;
  if (facts.step === "ClientHello" || facts.step === "nothing")
    return (
      `No answer from ${server}, which was asked ${tries}. See whether address and port are right (coaps is 5684 unless ` +
      "it was changed, and a port for plain CoAP says nothing to DTLS), whether the server runs, and whether a firewall " +
      "or a NAT keeps UDP from passing."
    );
  if (isKeySuspected(facts)) return sentences(`${named(facts)} fell silent.`, suspectKey(facts));
  if (facts.step === "ClientKeyExchange" || facts.step === "ChangeCipherSpec")
    return (
      `${named(facts)} fell silent when it had got our ${credentialNoun(facts.clientCertificate)} and our Finished. Most ` +
      "likely it does not know or does not trust what we have shown, and says nothing, as some servers do: see its own " +
      `log, and ${pathAdvice}.`
    );
  return (
    `${named(facts)} answered at first, but said nothing more after ${facts.step}, although our part was sent ${tries}. ` +
    `Its longer datagrams may get lost on the way, or it stopped: see its own log, and ${pathAdvice}.`
  );
}
