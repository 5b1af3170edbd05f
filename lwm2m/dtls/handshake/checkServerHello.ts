import { equalBytes } from "../../base/bytes.js";
import { certificateTypeOf, type CertificateType } from "../tables/certificateTypes.js";
import { extensionName, extensions } from "../tables/extensions.js";
import { suiteName, suiteOf, type CipherSuite } from "../tables/suites.js";
import { dtls12 } from "../tables/versions.js";
import type { ClientHello } from "../wire/clientHello.js";
import { listIn } from "../wire/numberList.js";
import type { ServerHello } from "../wire/serverHello.js";
import { emptyRenegotiationInfo, refuseFilledFlag } from "./negotiation.js";
import type { ResumableSession } from "./resumableSession.js";
import { protocolError, type HandshakeFailure } from "./step.js";

/** What a ServerHello has decided. */
export interface ServerChoice {
  readonly kind: "choice";
  readonly suite: CipherSuite;
  readonly usesExtendedMasterSecret: boolean;
  readonly usesEncryptThenMac: boolean;
  /** What we are to show, and what the server shows; X.509 where nothing was agreed upon (RFC 7250 §4.2). */
  readonly clientType: CertificateType;
  readonly serverType: CertificateType;
}

/** What the server has chosen; or what a client must not put up with (RFC 5246 §7.4.1.3, §7.4.1.4, RFC 5746 §3.4). */
export function checkServerHello(answer: ServerHello, offer: ClientHello): ServerChoice | HandshakeFailure {
  if (answer.version !== dtls12)
    return {
      kind: "fail",
      outcome: "unsupported version",
      alert: "protocol_version",
      problem: "It answers with another version than DTLS 1.2.",
    };
  const suite = suiteOf(answer.suite);
  if (suite === undefined || !offer.suites.includes(answer.suite))
    return protocolError("illegal_parameter", `It chose ${suiteName(answer.suite)}, which was not offered.`);
  if (answer.compression !== 0)
    return protocolError("illegal_parameter", "It chose a compression that was not offered.");
  for (const code of answer.extensions.keys())
    if (!offer.extensions.has(code))
      return protocolError("unsupported_extension", `It answers ${extensionName(code)}, which was not offered.`);
  const renegotiation = answer.extensions.get(extensions.renegotiation_info);
  if (renegotiation !== undefined && !equalBytes(renegotiation, emptyRenegotiationInfo))
    return protocolError("handshake_failure", "Its renegotiation_info is not empty (RFC 5746 §3.4).");
  const filled = refuseFilledFlag(answer.extensions, "ServerHello");
  if (filled !== undefined) return filled;
  const usesEncryptThenMac = answer.extensions.has(extensions.encrypt_then_mac);
  if (usesEncryptThenMac && suite.cipher !== "cbc")
    return protocolError("illegal_parameter", "It answers encrypt_then_mac for a suite without CBC (RFC 7366 §3).");
  const formats = listIn(answer.extensions, extensions.ec_point_formats, 1, 1);
  if (formats === "damaged" || formats?.includes(0) === false)
    return protocolError("illegal_parameter", "It does not take uncompressed points (RFC 8422 §5.1.2).");
  const clientType = typeIn(answer, offer, extensions.client_certificate_type);
  const serverType = typeIn(answer, offer, extensions.server_certificate_type);
  if (clientType === undefined || serverType === undefined)
    return protocolError("illegal_parameter", "It chose a type of certificate that was not offered (RFC 7250 §4.2).");
  const usesExtendedMasterSecret = answer.extensions.has(extensions.extended_master_secret);
  return { kind: "choice", suite, usesExtendedMasterSecret, usesEncryptThenMac, clientType, serverType };
}

/** What was agreed on when the session began has to be the same now (RFC 5246 §7.3); undefined if it is. */
export function checkResumption(
  { suite, usesExtendedMasterSecret, usesEncryptThenMac }: ServerChoice,
  resumed: ResumableSession,
): HandshakeFailure | undefined {
  if (suite !== resumed.suite)
    return protocolError("illegal_parameter", "It resumes the session with another cipher suite (RFC 5246 §7.4.1.3).");
  if (usesEncryptThenMac !== resumed.usesEncryptThenMac)
    return protocolError(
      "handshake_failure",
      "It resumes the session, but with or without encrypt_then_mac unlike before (RFC 7366 §3.1).",
    );
  if (usesExtendedMasterSecret === resumed.usesExtendedMasterSecret) return undefined;
  return protocolError(
    "handshake_failure",
    "It resumes the session, but with or without the extended master secret unlike before (RFC 7627 §5.3).",
  );
}

/** The one type that was chosen; undefined if it is none of those that were offered. */
function typeIn(
  { extensions: answered }: ServerHello,
  { extensions: offered }: ClientHello,
  code: number,
): CertificateType | undefined {
  const data = answered.get(code);
  if (data === undefined) return "X.509";
  const [type] = data;
  const list = listIn(offered, code, 1, 1);
  if (type === undefined || data.length !== 1 || list === "damaged" || list?.includes(type) !== true) return undefined;
  return certificateTypeOf(type);
}
