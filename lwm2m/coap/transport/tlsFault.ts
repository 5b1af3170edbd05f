/**
 * What the errors of a TLS handshake mean and what to do about them, by the reasons that OpenSSL and BoringSSL
 * give. An alert has come from the peer; the others were found on our side.
 */
const meanings: Readonly<Record<string, string>> = {
  "ALERT BAD_CERTIFICATE": "The peer refuses our certificate. See that it trusts the authority that has issued it.",
  "ALERT UNKNOWN_CA": "The peer does not know the authority of our certificate. Give it that authority to trust.",
  "ALERT CERTIFICATE_UNKNOWN":
    "The peer refuses our certificate and says no more. Compare the authorities that it trusts, the name and the dates.",
  "ALERT UNSUPPORTED_CERTIFICATE": "The peer cannot use our kind of certificate. Give us one with a key on P-256.",
  "ALERT CERTIFICATE_EXPIRED": "The peer finds our certificate expired. Compare its dates with the clock of the peer.",
  "ALERT CERTIFICATE_REVOKED": "The peer knows that our certificate was revoked. Use a new one.",
  "ALERT CERTIFICATE_REQUIRED":
    "The peer wants a certificate of ours, and has got none. Give the connection a certificate and its private key.",
  "ALERT HANDSHAKE_FAILURE":
    "The peer finds nothing that both sides can do, or misses our certificate. Compare cipher suites and credentials.",
  "ALERT INSUFFICIENT_SECURITY": "The peer finds our cipher suites too weak. Compare the cipher suites.",
  "ALERT PROTOCOL_VERSION":
    "The peer does not speak our version: TLS 1.2, and with certificates alone 1.3. Enable TLS 1.2 in its TLS library.",
  "ALERT UNKNOWN_PSK_IDENTITY": "The peer has no key for our PSK identity. Compare the identities.",
  "ALERT DECRYPT_ERROR": "The peer could not check what we have signed or derived. Compare the keys of both sides.",
  "ALERT BAD_RECORD_MAC": "The peer could not decrypt what we sent. With a pre-shared key the two keys differ.",
  NO_SHARED_CIPHER:
    "The client offers no cipher suite for the credentials that are here. Compare cipher suites and credentials.",
  UNSUPPORTED_PROTOCOL:
    "The peer does not speak TLS 1.2, which pre-shared keys need here. Enable TLS 1.2 in its TLS library.",
  WRONG_VERSION_NUMBER:
    "What came is no TLS. If it is CoAP without TLS, its URI begins with coap+tcp:// and is meant for the other port.",
  HTTP_REQUEST: "What came is HTTP. This port speaks CoAP over TLS (coaps+tcp://); use another one for HTTP.",
  PSK_IDENTITY_NOT_FOUND: "There is no key here for the PSK identity of the client. Add it, or mend the device's.",
  CIPHER_OPERATION_FAILED: "What came does not decrypt. With a pre-shared key the two keys differ.",
  DECRYPTION_FAILED_OR_BAD_RECORD_MAC: "What came does not decrypt. With a pre-shared key the two keys differ.",
  PEER_DID_NOT_RETURN_A_CERTIFICATE:
    "The client has shown no certificate, and needs one here. Store one in the device.",
};

/** Why a TLS handshake has failed, in sentences; undefined if the error is none of TLS. */
export function tlsFault(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return undefined;
  const { code } = error;
  if (code === "ERR_TLS_HANDSHAKE_TIMEOUT")
    return "The peer has not finished its TLS handshake in time. See that it speaks TLS on this port, and what its log says.";
  if (!code.startsWith("ERR_SSL_") && code !== "EPROTO") return undefined;
  const given = "reason" in error && typeof error.reason === "string" ? error.reason : undefined;
  // A write that fails is EPROTO, with OpenSSL's line in its message only.
  const inMessage = /:SSL routines:[^:]*:([^:\n]+)/u.exec(error.message)?.[1];
  if (code === "EPROTO" && given === undefined && inMessage === undefined) return undefined;
  // BoringSSL writes the reasons with underscores; OpenSSL 3.2 and newer names no version before an alert.
  const reason = (given ?? inMessage ?? code.replace(/^ERR_SSL_/u, "")).replaceAll("_", " ").toLowerCase();
  const key = reason.toUpperCase().replaceAll(" ", "_");
  const meaning = meanings[key.replace(/^(?:SSLV3|SSL\/TLS|TLSV1|TLSV13)_ALERT_/u, "ALERT ")];
  return [`TLS has failed: ${reason}.`, ...(meaning === undefined ? [] : [meaning])].join(" ");
}
