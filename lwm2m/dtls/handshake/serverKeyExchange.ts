import type { Secret } from "../../base/secret.js";
import { concatBytes } from "../../base/bytes.js";
import type { ServerCredentials } from "../credentials.js";
import { createKeyShare } from "../crypto/keyAgreement.js";
import { pskPremasterSecret, type Randoms } from "../crypto/keySchedule.js";
import { sign } from "../crypto/sign.js";
import { groups } from "../tables/groups.js";
import type { HandshakeTypeName } from "../tables/handshakeTypes.js";
import { signatureNames, signatures } from "../tables/signatures.js";
import { printCertificateMessage } from "../wire/certificateMessage.js";
import { ecdsaSign, printCertificateRequest } from "../wire/certificateRequest.js";
import {
  parseEcdhClientKeyExchange,
  printEcdhParameters,
  printHintedEcdhParameters,
  printSignedEcdhParameters,
} from "../wire/ecdhKeyExchange.js";
import { parsePskClientKeyExchange } from "../wire/pskKeyExchange.js";
import type { KeyExchangeChoice } from "./chooseSuite.js";
import { protocolError, type HandshakeFailure } from "./step.js";

/** What a ClientKeyExchange has brought. */
export interface ClientSecret {
  readonly kind: "secret";
  readonly premaster: Secret;
  /** With a pre-shared key: whose, and the premaster secret that another key would have given. */
  readonly psk?: {
    readonly identity: string;
    readonly key: Secret;
    readonly premasterOf: (other: Secret) => Secret;
  };
}

/** The server's part in one key exchange. */
export interface ServerKeyExchange {
  /** What is said between ServerHello and ServerHelloDone. */
  readonly messages: readonly (readonly [HandshakeTypeName, Uint8Array])[];
  /** Takes a ClientKeyExchange. `named` hears the PSK identity before anything can fail. */
  readonly take: (body: Uint8Array, named: (identity: string) => void) => ClientSecret | HandshakeFailure;
}

/** Begins a key exchange: with ECDHE it makes the key of this handshake, so only for a client that has its cookie. */
export function beginServerKeyExchange(
  choice: KeyExchangeChoice,
  credentials: ServerCredentials,
  randoms: Randoms,
): ServerKeyExchange {
  switch (choice.kind) {
    case "psk":
      // RFC 4279 §2: there is no ServerKeyExchange without a hint.
      return { messages: [], take: (body, named) => takePsk(body, credentials, named) };
    case "ecdhe_psk": {
      const share = createKeyShare(choice.group);
      const parameters = { group: groups[choice.group], publicKey: share.publicKey };
      return {
        messages: [["ServerKeyExchange", printHintedEcdhParameters(parameters)]],
        take: (body, named) => takePsk(body, credentials, named, share.agree),
      };
    }
    case "ecdhe_ecdsa": {
      const { own, signature, group } = choice;
      const share = createKeyShare(group);
      const parameters = { group: groups[group], publicKey: share.publicKey };
      // RFC 8422 §5.4: both randoms stand before the parameters.
      const signedBytes = concatBytes(randoms.client, randoms.server, printEcdhParameters(parameters));
      const signed = sign(signature, own.privateKey, signedBytes);
      const request = { types: [ecdsaSign], signatures: signatureNames.map((name) => signatures[name]) };
      return {
        messages: [
          ["Certificate", printCertificateMessage(own.shown)],
          ["ServerKeyExchange", printSignedEcdhParameters({ ...parameters, signature: signatures[signature], signed })],
          ["CertificateRequest", printCertificateRequest(request)],
        ],
        take: (body) => {
          const { value, problem } = parseEcdhClientKeyExchange(body);
          if (value === undefined) return protocolError(problem.alert, problem.sentence);
          const premaster = share.agree(value.publicKey);
          return premaster === undefined ? wrongPublicKey() : { kind: "secret", premaster };
        },
      };
    }
  }
}

/** With `agree`, the client's public key is part of the message (RFC 5489 §2). */
function takePsk(
  body: Uint8Array,
  { psk, knownOtherwise }: ServerCredentials,
  named: (identity: string) => void,
  agree?: (peer: Uint8Array) => Secret | undefined,
): ClientSecret | HandshakeFailure {
  const { value, problem } = parsePskClientKeyExchange(body, agree !== undefined);
  if (value === undefined) return protocolError(problem.alert, problem.sentence);
  const { identity, publicKey } = value;
  named(identity);
  const key = psk?.(identity);
  // RFC 4279 §2 allows hiding that an identity is unknown; who debugs a device must know.
  if (key === undefined) return unknownIdentity(knownOtherwise?.(identity));
  const agreed = publicKey && agree?.(publicKey);
  if (agree !== undefined && agreed === undefined) return wrongPublicKey();
  const premasterOf = (other: Secret): Secret => pskPremasterSecret(other, agreed);
  return { kind: "secret", premaster: premasterOf(key), psk: { identity, key, premasterOf } };
}

function unknownIdentity(otherwise: "rpk" | "x509" | undefined): HandshakeFailure {
  const alert = "unknown_psk_identity";
  if (otherwise === undefined) return { kind: "fail", outcome: "unknown identity", alert, problem: "" };
  const noun = otherwise === "rpk" ? "raw public key" : "certificate";
  const problem = `It uses a pre-shared key, but here the name is known with a ${noun}.`;
  return { kind: "fail", outcome: "wrong credential kind", alert, problem };
}

/** RFC 8422 §5.4, §5.11: what is no point of the group would give parts of our key away. */
export function wrongPublicKey(): HandshakeFailure {
  return protocolError(
    "illegal_parameter",
    "The public key that it sends for this handshake is no point of the group that was agreed upon (RFC 8422 §5.11).",
  );
}
