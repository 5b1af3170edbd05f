import { counted } from "../../base/words.js";
import type { HandshakeStep } from "../handshakeReport.js";
import { cipherSuites, type KeyExchange } from "../tables/suites.js";
import { alertMeaning } from "./alertMeanings.js";
import { explainCredentialsAsServer } from "./explainCredentialsAsServer.js";
import {
  credentialNoun,
  keyAdvice,
  named,
  ourSuites,
  pathAdvice,
  quoted,
  sentences,
  suiteList,
  who,
  type Explanations,
  type HandshakeFacts,
} from "./facts.js";

/** How handshakes end that a device began. */
export const explainAsServer: Explanations = {
  completed: (facts) =>
    facts.isResumed
      ? `${named(facts)} has resumed its session as ${who(facts)} with ${facts.suite ?? "its suite"}.`
      : `${named(facts)} has connected as ${who(facts)} with ${facts.suite ?? "a suite"}.`,

  "unknown identity": (facts) =>
    sentences(
      `${named(facts)} names the PSK identity ${quoted(facts.identity)}, and there is no key for it here.`,
      "Add credentials with exactly this identity (upper and lower case and blanks count), or correct the identity " +
        "in the device (/0/x/3).",
      facts.identity?.startsWith("0x") === true && "What begins with 0x is the bytes of an identity that is no text.",
      "The device was told with the alert unknown_psk_identity.",
    ),

  "wrong key": (facts) => {
    if (facts.alertReceived !== undefined)
      return sentences(
        `${named(facts)} could not decrypt our Finished and said so with the alert ${facts.alertReceived}.`,
        facts.isResumed
          ? "It remembers the session that it wants to resume otherwise than this server does: restart the device, so that it begins a new one."
          : "That is a fault of its DTLS library, or it has mixed two connections up: restart it and try again.",
      );
    if (facts.isResumed)
      return sentences(
        `${named(facts)} wants to resume its session as ${quoted(facts.identity)}, but its Finished message does not ` +
          "decrypt: it remembers the secret of that session otherwise than this server does.",
        "Restart the device, so that it forgets the session and begins a new one. If that repeats, compare the keys of both " +
          "sides and look for a newer version of its DTLS library.",
        facts.alertSent !== undefined && `The device was told with the alert ${facts.alertSent}.`,
      );
    return sentences(
      `${named(facts)} names the PSK identity ${quoted(facts.identity)}, which is known here, but its Finished message ` +
        "does not decrypt: its key differs from the one that is stored here.",
      facts.keyMistake === undefined
        ? sentences(keyLength(facts), keyAdvice)
        : `It does decrypt with ${facts.keyMistake}, so that is what the device uses.`,
      "Correct the key here, or the one in the device (/0/x/5).",
      facts.alertSent !== undefined && `The device was told with the alert ${facts.alertSent}.`,
    );
  },

  "no common cipher suite": (facts) =>
    facts.alertReceived === undefined
      ? sentences(
          `${named(facts)} and this server have no cipher suite in common that both can use.`,
          facts.problem,
          `The device offers ${suiteList(facts.offeredSuites)}.`,
          `This server has ${ourSuites(facts)}.`,
          suiteAdvice(facts),
        )
      : sentences(
          `${named(facts)} finds ${facts.suite ?? "the cipher suite"} too weak and said so with the alert ` +
            `${facts.alertReceived}.`,
          `It offers ${suiteList(facts.offeredSuites)}; this server has ${ourSuites(facts)}.`,
          suiteAdvice(facts),
        ),

  ...explainCredentialsAsServer,

  "unsupported version": (facts) =>
    sentences(
      `${named(facts)} speaks no version of DTLS that this server does.`,
      facts.problem,
      "This server speaks DTLS 1.2 and no other. Enable DTLS 1.2 in the device's DTLS library.",
      facts.alertReceived !== undefined && `The device said so with the alert ${facts.alertReceived}.`,
    ),

  "not DTLS": (facts) =>
    sentences(
      `CoAP without DTLS (${facts.problem}) came from ${printed(facts)} to port ${facts.local.port}, which is for DTLS.`,
      "The device is set up without security: the Server URI of its Security object (/0/x/0) begins with coap://, or its " +
        "Security Mode (/0/x/2) is 3 (NoSec).",
      `For DTLS give it a URI such as coaps://host:${facts.local.port} and Security Mode 0; without DTLS send it to ` +
        "the port for plain CoAP.",
    ),

  "no answer after HelloVerifyRequest": (facts) =>
    sentences(
      `${named(facts)} asked for a connection (ClientHello), but never answered the question for its cookie ` +
        "(HelloVerifyRequest) with which every handshake goes on (RFC 6347 §4.2.1).",
      "Most often our datagrams do not reach it: look for a firewall, a NAT or a container that lets UDP pass in one " +
        `direction only, and ${pathAdvice} from port ${facts.local.port}.`,
      "If they do arrive, see whether the device's DTLS library is built with support for cookies.",
      `It offers ${suiteList(facts.offeredSuites)}.`,
    ),

  silence: (facts) =>
    sentences(
      `${named(facts)} said nothing more after ${stepInWords(facts.step)}, although our part was sent ` +
        `${counted(facts.retransmissions + 1, "time")}.`,
      silenceAdvice(facts),
    ),

  "started over": (facts) =>
    sentences(
      `${named(facts)} gave this handshake up after ${stepInWords(facts.step)} and began another one.`,
      "Once is nothing: a lost datagram, or a restart. If it repeats, the device does not get our answers in time or " +
        `restarts by itself; ${pathAdvice}, and compare the time between its attempts with its retransmission timer.`,
    ),

  "alert from the peer": (facts) =>
    sentences(
      `${named(facts)} ended the handshake after ${stepInWords(facts.step)} with the alert ${facts.alertReceived ?? "?"}.`,
      alertMeaning(facts.alertReceived),
      facts.suite !== undefined && `The cipher suite was ${facts.suite}.`,
      facts.identity !== undefined && `Its PSK identity is ${quoted(facts.identity)}.`,
    ),

  "protocol error": (facts) =>
    sentences(
      `${named(facts)} broke the protocol after ${stepInWords(facts.step)}.`,
      facts.problem,
      "Look for a newer version of its DTLS library; a packet capture shows the message as it came.",
      facts.alertSent !== undefined && `The device was told with the alert ${facts.alertSent}.`,
    ),

  canceled: (facts) =>
    sentences(`The handshake with the device at ${printed(facts)} was ended from this side.`, facts.problem),
};

function printed(facts: HandshakeFacts): string {
  return named(facts).replace("The device at ", "");
}

function keyLength({ keyLength: length }: HandshakeFacts): string | undefined {
  return length === undefined ? undefined : `The one here has ${counted(length, "byte")}.`;
}

function suiteAdvice({ offeredSuites, ourSuites: names }: HandshakeFacts): string {
  if (offeredSuites.length === 0) return "Enable cipher suites in the device's DTLS library.";
  const [theirs, ours] = [offeredSuites, names].map((list) => list.some(usesPsk));
  if (theirs === true && ours === false && names.length > 0)
    return "The device has only a pre-shared key: add it here, or give the device a certificate or a raw public key.";
  if (theirs === false && ours === true && names.every(usesPsk))
    return (
      "All that the device offers is for certificates or raw public keys, and this server has only pre-shared keys: give " +
      `the device one and set its Security Mode (/0/x/2) to 0. If it has one already, enable ${requiredOf("psk")} in its ` +
      "DTLS library."
    );
  return (
    "Enable one of this server's suites in the device's DTLS library; LwM2M requires " +
    `${requiredOf(theirs === true ? "psk" : "ecdhe_ecdsa")}.`
  );
}

function usesPsk(name: string): boolean {
  return name.includes("PSK");
}

/** The first suite of a kind is the one that every client has to have. */
function requiredOf(kind: KeyExchange): string {
  return cipherSuites.find(({ keyExchange }) => keyExchange === kind)?.name ?? "";
}

/** What came last, as seen from the device. */
function stepInWords(step: HandshakeStep): string {
  switch (step) {
    case "nothing":
      return "the beginning";
    case "ClientHello":
    case "HelloVerifyRequest":
      return "its ClientHello";
    case "Certificate of the server":
      return "our Certificate";
    case "ServerHello":
    case "ServerKeyExchange":
    case "CertificateRequest":
    case "ServerHelloDone":
      return `our ${step}`;
    case "Certificate of the client":
      return "its Certificate";
    case "ClientKeyExchange":
    case "CertificateVerify":
    case "ChangeCipherSpec":
    case "Finished":
      return `its ${step}`;
  }
}

function silenceAdvice(facts: HandshakeFacts): string {
  if (facts.identity !== undefined && !facts.isResumed)
    return (
      `It had named the PSK identity ${quoted(facts.identity)}, but its Finished never came. Its datagrams get lost on ` +
      `the way, or it stopped; ${pathAdvice} here, and see the device's own log.`
    );
  if (facts.presented !== undefined && !facts.isResumed)
    return (
      `It has shown its ${credentialNoun(facts.clientCertificate)}, but the rest of its part never came whole. Its longer ` +
      `datagrams get lost on the way, or it stopped, perhaps for want of memory; ${pathAdvice} here, and see the device's ` +
      "own log."
    );
  if (facts.serverCertificate !== undefined)
    return (
      `It got our ${credentialNoun(facts.serverCertificate)}, or did not: our part has several datagrams, and the longer ` +
      "ones may get lost on the way. Or it does not trust what we have shown, or has no memory left, and gave up without " +
      `an alert, as some libraries do: see the device's own log, and ${pathAdvice} from port ${facts.local.port}.`
    );
  return (
    "Either our datagrams do not reach it any more, or it gave up without an alert, as some libraries do when they have " +
    `no key for this server: see the device's own log, and ${pathAdvice} from port ${facts.local.port}.`
  );
}
