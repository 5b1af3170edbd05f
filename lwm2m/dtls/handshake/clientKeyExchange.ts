import { concatBytes } from "../../base/bytes.js";
import type { Secret } from "../../base/secret.js";
import type { PskCredentials } from "../credentials.js";
import { createKeyShare } from "../crypto/keyAgreement.js";
import { pskPremasterSecret, type Randoms } from "../crypto/keySchedule.js";
import type { PublicKey } from "../crypto/publicKeys.js";
import type { HandshakeDraft } from "../report/handshakeDraft.js";
import { groupName, groupOf, preferredGroups } from "../tables/groups.js";
import { signatureName } from "../tables/signatures.js";
import {
  parseHintedEcdhParameters,
  parseSignedEcdhParameters,
  printEcdhClientKeyExchange,
  printEcdhParameters,
  type EcdhParameters,
} from "../wire/ecdhKeyExchange.js";
import { parsePskServerKeyExchange, printPskClientKeyExchange } from "../wire/pskKeyExchange.js";
import { checkSignature } from "./possession.js";
import { wrongPublicKey } from "./serverKeyExchange.js";
import { protocolError, type HandshakeFailure } from "./step.js";

/** The client's part in a key exchange, ready to be said. */
export interface ClientKeyExchange {
  readonly kind: "ready";
  /** The body of ClientKeyExchange. */
  readonly body: Uint8Array;
  readonly premaster: Secret;
}

/** PSK alone needs nothing of the server (RFC 4279 §2). */
export function pskKeyExchange({ identity, key }: PskCredentials): ClientKeyExchange {
  return { kind: "ready", body: printPskClientKeyExchange(identity), premaster: pskPremasterSecret(key) };
}

/** A hint is passed over, as LwM2M knows which identity to use; undefined if it can be read. */
export function checkHint(body: Uint8Array): HandshakeFailure | undefined {
  const { problem } = parsePskServerKeyExchange(body);
  return problem && protocolError(problem.alert, problem.sentence);
}

/** ECDHE_PSK: Finished proves that the server has the key, and with it that its public key is its own (RFC 5489 §2). */
export function ecdhePskKeyExchange(
  body: Uint8Array,
  { identity, key }: PskCredentials,
  draft: HandshakeDraft,
): ClientKeyExchange | HandshakeFailure {
  const { value, problem } = parseHintedEcdhParameters(body);
  if (value === undefined) return protocolError(problem.alert, problem.sentence);
  const agreed = agree(value, draft);
  if (agreed.kind === "fail") return agreed;
  return {
    kind: "ready",
    body: printPskClientKeyExchange(identity, agreed.publicKey),
    premaster: pskPremasterSecret(key, agreed.secret),
  };
}

/** ECDHE_ECDSA: the server's signature proves that its public key is its own (RFC 8422 §5.4). */
export function ecdheEcdsaKeyExchange(
  body: Uint8Array,
  server: PublicKey,
  randoms: Randoms,
  draft: HandshakeDraft,
): ClientKeyExchange | HandshakeFailure {
  const { value, problem } = parseSignedEcdhParameters(body);
  if (value === undefined) return protocolError(problem.alert, problem.sentence);
  draft.signature = signatureName(value.signature);
  const bytes = concatBytes(randoms.client, randoms.server, printEcdhParameters(value));
  const failure = checkSignature(server, { ...value, bytes });
  if (failure !== undefined) return failure;
  const agreed = agree(value, draft);
  if (agreed.kind === "fail") return agreed;
  return { kind: "ready", body: printEcdhClientKeyExchange(agreed.publicKey), premaster: agreed.secret };
}

function agree(
  { group: code, publicKey }: EcdhParameters,
  draft: HandshakeDraft,
): { readonly kind: "agreed"; readonly publicKey: Uint8Array; readonly secret: Secret } | HandshakeFailure {
  draft.group = groupName(code);
  const group = groupOf(code);
  if (group === undefined || !preferredGroups.includes(group))
    return protocolError("illegal_parameter", `It chose the group ${groupName(code)}, which was not offered.`);
  const share = createKeyShare(group);
  const secret = share.agree(publicKey);
  return secret === undefined ? wrongPublicKey() : { kind: "agreed", publicKey: share.publicKey, secret };
}
