import assert from "node:assert/strict";
import { test } from "node:test";
import { connectionFault } from "./connectionFault.js";

/** An error as `node:tls` makes it. */
function tlsError(code: string, reason?: string): Error {
  return Object.assign(new Error("80CC:error:SSL routines"), { code, ...(reason !== undefined && { reason }) });
}

const rows: readonly (readonly [string, string | undefined, RegExp])[] = [
  [
    "ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE",
    "sslv3 alert bad certificate",
    /^TLS has failed: sslv3 alert bad certificate\. The peer refuses our certificate\..*trusts/u,
  ],
  ["ERR_SSL_TLSV1_ALERT_UNKNOWN_CA", "tlsv1 alert unknown ca", /does not know the authority of our certificate/u],
  ["ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED", undefined, /wants a certificate of ours/u],
  ["ERR_SSL_WRONG_VERSION_NUMBER", "wrong version number", /What came is no TLS\..*coap\+tcp:/u],
  ["ERR_SSL_PSK_IDENTITY_NOT_FOUND", "psk identity not found", /no key here for the PSK identity/u],
  ["ERR_SSL_NOBODY_KNOWS", undefined, /^TLS has failed: nobody knows\.$/u],
  ["ERR_TLS_HANDSHAKE_TIMEOUT", undefined, /^The peer has not finished its TLS handshake in time\./u],
  ["ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE", "ssl/tls alert bad certificate", /refuses our certificate/u],
  ["ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE", "SSLV3_ALERT_BAD_CERTIFICATE", /sslv3 alert bad certificate\. The peer/u],
];

for (const [code, reason, expected] of rows)
  test(`${code} is told in sentences`, () => {
    assert.match(connectionFault(tlsError(code, reason)), expected);
  });

test("a write that fails has the reason in its message only", () => {
  const message =
    "write EPROTO 80CC:error:0A000410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure:ssl/s3.c:1";
  const error = Object.assign(new Error(message), { code: "EPROTO" });
  assert.match(connectionFault(error), /^TLS has failed: sslv3 alert handshake failure\. The peer finds nothing/u);
  assert.equal(connectionFault(Object.assign(new Error("write"), { code: "EPROTO" })), "The system says EPROTO.");
});

test("what is no error of TLS is told as what it is", () => {
  assert.equal(connectionFault(new Error("out of luck")), "The connection has failed: out of luck.");
});
