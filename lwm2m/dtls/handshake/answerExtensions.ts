import { certificateTypes } from "../tables/certificateTypes.js";
import { extensions } from "../tables/extensions.js";
import type { ClientHello } from "../wire/clientHello.js";
import type { Extensions } from "../wire/extensionList.js";
import type { HelloHook } from "./helloHook.js";
import { emptyRenegotiationInfo, type Negotiated } from "./negotiation.js";
import { protocolError, type HandshakeFailure } from "./step.js";

/** One point format: uncompressed (RFC 8422 §5.1.2). */
export const uncompressedOnly = Uint8Array.of(1, 0);

/** The extensions of a ServerHello: only such as the client has offered (RFC 5246 §7.4.1.4). */
export function answerExtensions(
  { extensions: offered }: ClientHello,
  { suite, next, usesExtendedMasterSecret, usesEncryptThenMac, supportsRenegotiationInfo }: Negotiated,
  hooks: readonly HelloHook[],
): Extensions | HandshakeFailure {
  const chosen = new Map<number, Uint8Array>();
  if (supportsRenegotiationInfo) chosen.set(extensions.renegotiation_info, emptyRenegotiationInfo);
  if (usesExtendedMasterSecret) chosen.set(extensions.extended_master_secret, new Uint8Array());
  if (usesEncryptThenMac) chosen.set(extensions.encrypt_then_mac, new Uint8Array());
  if (next.kind === "full" && next.keyExchange.kind !== "psk" && offered.has(extensions.ec_point_formats))
    chosen.set(extensions.ec_point_formats, uncompressedOnly);
  if (next.kind === "full" && next.keyExchange.kind === "ecdhe_ecdsa") {
    const { clientType, serverType } = next.keyExchange;
    // RFC 7250 §4.2: one type each, in answer to a list.
    if (offered.has(extensions.client_certificate_type))
      chosen.set(extensions.client_certificate_type, Uint8Array.of(certificateTypes[clientType]));
    if (offered.has(extensions.server_certificate_type))
      chosen.set(extensions.server_certificate_type, Uint8Array.of(certificateTypes[serverType]));
  }
  for (const { code, answer } of hooks) {
    const data = offered.get(code);
    const given = data && answer(data, { suite, isResumed: next.kind === "resume", offered });
    if (given === undefined) continue;
    if ("alert" in given) return protocolError(given.alert, given.sentence);
    chosen.set(code, given);
  }
  return chosen;
}
