import { listed } from "../../base/words.js";
import type { ServerCredentials } from "../credentials.js";
import type { AlertName } from "../tables/alerts.js";
import {
  certificateTypeName,
  certificateTypeOf,
  certificateTypes,
  type CertificateType,
} from "../tables/certificateTypes.js";
import { extensions } from "../tables/extensions.js";
import { groupName, groupOf, groups, preferredGroups, type GroupName } from "../tables/groups.js";
import { signatureName, signatures, type SignatureName } from "../tables/signatures.js";
import { cipherSuites, type CipherSuite } from "../tables/suites.js";
import type { ClientHello } from "../wire/clientHello.js";
import { listIn } from "../wire/numberList.js";
import { ownCertificate, ownRawPublicKey, signatureFor, type OwnCredential } from "./ownCredential.js";
import { protocolError, type HandshakeFailure } from "./step.js";

/** How the secret of a full handshake comes about, and how each side proves who it is. */
export type KeyExchangeChoice =
  | { readonly kind: "psk" }
  | { readonly kind: "ecdhe_psk"; readonly group: GroupName }
  | {
      readonly kind: "ecdhe_ecdsa";
      readonly group: GroupName;
      readonly signature: SignatureName;
      readonly own: OwnCredential;
      readonly clientType: CertificateType;
      readonly serverType: CertificateType;
    };

export interface SuiteChoice {
  readonly kind: "suite";
  readonly suite: CipherSuite;
  readonly keyExchange: KeyExchangeChoice;
}

/** The first suite of ours that the client offers and that these credentials can serve; or why there is none. */
export function chooseSuite(hello: ClientHello, credentials: ServerCredentials): SuiteChoice | HandshakeFailure {
  const failures: HandshakeFailure[] = [];
  for (const suite of cipherSuites) {
    if (!hello.suites.includes(suite.code)) continue;
    const keyExchange = keyExchangeFor(suite, hello, credentials);
    if (keyExchange.kind !== "fail") return { kind: "suite", suite, keyExchange };
    failures.push(keyExchange);
  }
  // That there are credentials, but something about them does not fit, says more than that there are none.
  const nearest = failures.find(({ outcome }) => outcome !== "wrong credential kind") ?? failures[0];
  return nearest ?? noCommonSuite("");
}

/** The suites that a server can serve with its credentials. */
export function servableSuites({
  psk,
  certificate,
  rawPublicKey,
  verifyPeer,
}: ServerCredentials): readonly CipherSuite[] {
  const hasCertificates = verifyPeer !== undefined && (certificate ?? rawPublicKey) !== undefined;
  return cipherSuites.filter(({ keyExchange }) =>
    keyExchange === "ecdhe_ecdsa" ? hasCertificates : psk !== undefined,
  );
}

/** What a client says about key exchange, beside its suites. */
interface Offer {
  readonly groups: readonly number[] | undefined;
  readonly takesUncompressed: boolean;
  readonly signatures: readonly number[];
  readonly clientTypes: readonly number[];
  readonly serverTypes: readonly number[];
}

/** RFC 7251 and every profile of LwM2M have SHA-256; clients that do not say what they take expect no less. */
const assumedSignatures = [signatures["ECDSA with SHA-256"]];
const assumedTypes = [certificateTypes["X.509"]];

function readOffer({ extensions: offered }: ClientHello): Offer | HandshakeFailure {
  const groupList = listIn(offered, extensions.supported_groups, 2, 2);
  const formats = listIn(offered, extensions.ec_point_formats, 1, 1);
  const signatureList = listIn(offered, extensions.signature_algorithms, 2, 2);
  const clientTypes = listIn(offered, extensions.client_certificate_type, 1, 1);
  const serverTypes = listIn(offered, extensions.server_certificate_type, 1, 1);
  const lists = { groupList, formats, signatureList, clientTypes, serverTypes };
  if (
    groupList === "damaged" ||
    formats === "damaged" ||
    signatureList === "damaged" ||
    clientTypes === "damaged" ||
    serverTypes === "damaged"
  ) {
    const name = Object.entries(lists).find(([, list]) => list === "damaged")?.[0] ?? "";
    return protocolError("decode_error", `Its ClientHello is damaged: ${words[name] ?? "a list"} cannot be read.`);
  }
  return {
    groups: groupList,
    takesUncompressed: formats?.includes(0) ?? true,
    signatures: signatureList ?? assumedSignatures,
    clientTypes: clientTypes ?? assumedTypes,
    serverTypes: serverTypes ?? assumedTypes,
  };
}

const words: Readonly<Record<string, string>> = {
  groupList: "the list of groups",
  formats: "the list of point formats",
  signatureList: "the list of signatures",
  clientTypes: "the list of its certificate types",
  serverTypes: "the list of our certificate types",
};

function keyExchangeFor(
  { keyExchange }: CipherSuite,
  hello: ClientHello,
  credentials: ServerCredentials,
): KeyExchangeChoice | HandshakeFailure {
  if (keyExchange !== "ecdhe_ecdsa" && credentials.psk === undefined)
    return wrongKind("It wants to use a pre-shared key, and this server has none.");
  if (keyExchange === "psk") return { kind: keyExchange };
  const offer = readOffer(hello);
  if ("outcome" in offer) return offer;
  return withGroup(offer, (group) =>
    keyExchange === "ecdhe_psk" ? { kind: keyExchange, group } : withCertificates(group, offer, credentials),
  );
}

function withGroup(
  offer: Offer,
  choose: (group: GroupName) => KeyExchangeChoice | HandshakeFailure,
): KeyExchangeChoice | HandshakeFailure {
  // RFC 8422 §5.1.2: there is no other form of a point any more.
  if (!offer.takesUncompressed)
    return protocolError("illegal_parameter", "It does not take uncompressed points (RFC 8422 §5.1.2).");
  // RFC 8422 §4, §5.1.1: the client's order counts, which knows what it can afford; one that does not say leaves it to us.
  const [group] = offer.groups?.flatMap((code) => groupOf(code) ?? []) ?? preferredGroups;
  if (group !== undefined) return choose(group);
  return noCommonSuite(
    `It takes the groups ${listed((offer.groups ?? []).map(groupName))} for the key exchange, and this server has ` +
      `${listed(preferredGroups)}.`,
  );
}

function withCertificates(
  group: GroupName,
  offer: Offer,
  credentials: ServerCredentials,
): KeyExchangeChoice | HandshakeFailure {
  const { certificate, rawPublicKey = certificate, verifyPeer } = credentials;
  if (verifyPeer === undefined || rawPublicKey === undefined)
    return wrongKind(
      "It wants to use a certificate or a raw public key, and this server has none of its own to answer with.",
    );
  const mayShow = (type: CertificateType): boolean => type === "RawPublicKey" || certificate !== undefined;
  const serverType = firstOf(offer.serverTypes, mayShow);
  if (serverType === undefined)
    return wrongKind(
      certificate === undefined
        ? "It takes only certificates from a server, and this server has only a raw public key."
        : `It takes only ${typesInWords(offer.serverTypes)} from a server.`,
      "unsupported_certificate",
    );
  const { peerKinds = ["rpk", "x509"] } = credentials;
  const clientType = firstOf(offer.clientTypes, (type) => peerKinds.includes(type === "X.509" ? "x509" : "rpk"));
  if (clientType === undefined) {
    const taken = listed(peerKinds.map((kind) => (kind === "rpk" ? "raw public keys" : "certificates")));
    return wrongKind(
      `It has only ${typesInWords(offer.clientTypes)} to show, and this server takes ${taken} from devices.`,
      "unsupported_certificate",
    );
  }
  const own =
    serverType === "X.509" && certificate !== undefined ? ownCertificate(certificate) : ownRawPublicKey(rawPublicKey);
  if ("problem" in own)
    return { kind: "fail", outcome: "wrong private key", alert: "internal_error", problem: own.problem };
  // RFC 8422 §5.1.1: the groups are also those of the keys in certificates.
  if (offer.groups?.includes(groups[own.curve]) === false)
    return noCommonSuite(
      `Our key is on the curve ${own.curve}, and it takes only ${listed(offer.groups.map(groupName))}.`,
    );
  const signature = signatureFor(own.curve, offer.signatures);
  if (signature === undefined)
    return noCommonSuite(
      `It takes the signatures ${listed(offer.signatures.map(signatureName))}, and this server signs with ECDSA and ` +
        "SHA-256 or SHA-384.",
    );
  return { kind: "ecdhe_ecdsa", group, signature, own, clientType, serverType };
}

/** RFC 7250 §4.2: the client's order counts. */
function firstOf(codes: readonly number[], fits: (type: CertificateType) => boolean): CertificateType | undefined {
  for (const code of codes) {
    const type = certificateTypeOf(code);
    if (type !== undefined && fits(type)) return type;
  }
  return undefined;
}

function typesInWords(codes: readonly number[]): string {
  return listed(codes.map((code) => typeWords[certificateTypeName(code)] ?? `the type ${certificateTypeName(code)}`));
}

const typeWords: Readonly<Record<string, string>> = {
  "X.509": "certificates (X.509)",
  RawPublicKey: "raw public keys",
  OpenPGP: "OpenPGP keys",
};

/** RFC 7250 §4.2 has an alert for types of certificates; RFC 5246 §7.4.1.3 has one for everything else. */
function wrongKind(problem: string, alert: AlertName = "handshake_failure"): HandshakeFailure {
  return { kind: "fail", outcome: "wrong credential kind", alert, problem };
}

function noCommonSuite(problem: string): HandshakeFailure {
  return { kind: "fail", outcome: "no common cipher suite", alert: "handshake_failure", problem };
}
