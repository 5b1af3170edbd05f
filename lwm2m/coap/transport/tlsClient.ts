import { isIP } from "node:net";
import { connect, type ConnectionOptions } from "node:tls";
import type { ClientCredentials } from "../../dtls/credentials.js";
import { openStreamClient, type ConnectOutcome, type StreamClientSetup } from "./streamClient.js";
import { tlsIdentity, tlsProtocol } from "./tlsContext.js";
import { identifyByCertificate } from "./tlsIdentity.js";
import { noPskSuites, noRawPublicKeys, tls13Suites, tlsSuites } from "./tlsSuites.js";

/** How CoAP over TLS is opened. */
export interface TlsClientSetup extends StreamClientSetup {
  readonly credentials: ClientCredentials;
  /** The name under which the server was looked up, which its certificate must have; the address unless told. */
  readonly serverName?: string;
}

/** Opens a connection for CoAP over TLS (RFC 8323 §8), if the TLS of this runtime can do that with the credentials. */
export function connectTls(setup: TlsClientSetup): Promise<ConnectOutcome> {
  const { credentials, clock, to, serverName = to.host } = setup;
  if (credentials.kind === "rpk") return Promise.resolve({ kind: "failed", reason: noRawPublicKeys });
  const pskSuites = tlsSuites("psk");
  if (credentials.kind === "psk" && pskSuites.length === 0) {
    return Promise.resolve({ kind: "failed", reason: noPskSuites });
  }
  const socket = connect({
    ...tlsProtocol,
    host: to.host,
    port: to.port,
    // RFC 6066 §3: an address is no name.
    servername: isIP(serverName) === 0 ? serverName : "",
    // Judged below, by the same rules as over DTLS.
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
    ...optionsFor(credentials, pskSuites),
  });
  return openStreamClient(
    {
      socket,
      transport: "tls",
      readyEvent: "secureConnect",
      identify: () =>
        credentials.kind === "psk"
          ? { identity: { kind: "psk", identity: credentials.identity } }
          : identifyByCertificate(socket, credentials.verifyPeer, { peerRole: "server", serverName, now: clock.now() }),
    },
    setup,
  );
}

function optionsFor(
  credentials: Exclude<ClientCredentials, { kind: "rpk" }>,
  pskSuites: readonly string[],
): ConnectionOptions {
  if (credentials.kind === "x509") {
    return { ...tlsIdentity(credentials), ciphers: [...tlsSuites("certificate"), ...tls13Suites].join(":") };
  }
  const { identity, key } = credentials;
  return {
    maxVersion: "TLSv1.2",
    ciphers: pskSuites.join(":"),
    pskCallback: () => ({ identity, psk: key.reveal() }),
  };
}
