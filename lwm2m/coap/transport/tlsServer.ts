import { constants } from "node:crypto";
import type { Server, Socket } from "node:net";
import { createServer, type TLSSocket, type TlsOptions } from "node:tls";
import { printAddress, type Address } from "../../base/datagram.js";
import { silentLogger } from "../../base/logger.js";
import type { ServerCredentials } from "../../dtls/credentials.js";
import { guardCredentials } from "../../dtls/guardCredentials.js";
import { connectionFault } from "./connectionFault.js";
import { withoutMapping } from "./mappedAddress.js";
import { openStreamServer, type StreamServer, type StreamServerSetup } from "./streamServer.js";
import { tlsIdentity, tlsProtocol } from "./tlsContext.js";
import { identifyByCertificate, type Identified } from "./tlsIdentity.js";
import { noPskSuites, noRawPublicKeys, tls13Suites, tlsSuites } from "./tlsSuites.js";
import { TransportError } from "./transportError.js";

/** How CoAP over TLS is accepted. */
export interface TlsServerSetup extends StreamServerSetup {
  /** Certificates, and pre-shared keys where this runtime can; raw public keys are not used. */
  readonly credentials: ServerCredentials;
  /** Milliseconds that a handshake may take; 10 000 unless told. */
  readonly handshakeTimeout?: number;
  /** How many handshakes may be under way; 256 unless told. Peers beyond are turned away. */
  readonly maximumHandshakes?: number;
  /** A peer was refused, for a reason in sentences. */
  readonly onRefused?: (peer: Address, reason: string) => void;
}

/**
 * Accepts CoAP over TLS (RFC 8323 §8).
 * @throws {TransportError} if the port cannot be opened, or the credentials do not work with the TLS of this runtime
 */
export function listenTls(setup: TlsServerSetup): Promise<StreamServer> {
  const { clock, maximumHandshakes = 256, logger = silentLogger } = setup;
  const credentials = guardCredentials(setup.credentials, logger);
  const identities = new WeakMap<Socket, string>();
  const server = createServer(optionsFor({ ...setup, credentials }, identities));
  const refuse = (socket: Socket, reason: string): void => {
    const peer = { host: withoutMapping(socket.remoteAddress ?? ""), port: socket.remotePort ?? 0 };
    logger.log("info", "A TLS connection was refused.", { peer: printAddress(peer), reason });
    setup.onRefused?.(peer, reason);
    socket.destroy();
  };
  limitHandshakes(server, maximumHandshakes);
  server.on("tlsClientError", (error, socket) => {
    refuse(socket, connectionFault(error));
  });
  return openStreamServer(
    {
      server,
      transport: "tls",
      onReady: (ready) => {
        server.on("secureConnection", (socket) => {
          const identified = identify(socket, identities.get(socket), credentials, clock.now());
          if (identified.reason === undefined) ready(socket, identified.identity);
          else refuse(socket, identified.reason);
        });
      },
    },
    setup,
  );
}

function optionsFor(
  { credentials, handshakeTimeout = 10_000 }: Pick<TlsServerSetup, "credentials" | "handshakeTimeout">,
  identities: WeakMap<Socket, string>,
): TlsOptions {
  const { certificate, psk, verifyPeer } = credentials;
  const pskSuites = psk === undefined ? [] : tlsSuites("psk");
  if (certificate === undefined && pskSuites.length === 0) {
    throw new TransportError("other", psk === undefined ? noRawPublicKeys : noPskSuites);
  }
  const certificateSuites = certificate === undefined ? [] : [...tlsSuites("certificate"), ...tls13Suites];
  return {
    ...tlsProtocol,
    ...(certificate === undefined ? {} : tlsIdentity(certificate)),
    ciphers: [...pskSuites, ...certificateSuites].join(":"),
    honorCipherOrder: true,
    requestCert: verifyPeer !== undefined,
    // Judged later, by the same rules as over DTLS.
    rejectUnauthorized: false,
    handshakeTimeout,
    ...(psk === undefined || pskSuites.length === 0 ? {} : pskOptions(psk, identities)),
  };
}

/** A session that is resumed would come without its identity, so that none is; and TLS 1.3 has no suites for LwM2M's keys. */
function pskOptions(psk: NonNullable<ServerCredentials["psk"]>, identities: WeakMap<Socket, string>): TlsOptions {
  return {
    maxVersion: "TLSv1.2",
    secureOptions: constants.SSL_OP_NO_TICKET,
    pskCallback: (socket: TLSSocket, identity: string) => {
      identities.set(socket, identity);
      return psk(identity)?.reveal() ?? null;
    },
  };
}

/** Who a client has proved to be: by the key of its suite, or by its certificate. */
function identify(
  socket: TLSSocket,
  pskIdentity: string | undefined,
  { verifyPeer }: ServerCredentials,
  now: number,
): Identified {
  if (/PSK/u.test(socket.getCipher().name)) {
    return pskIdentity === undefined
      ? { reason: "The peer has proved no PSK identity." }
      : { identity: { kind: "psk", identity: pskIdentity } };
  }
  if (verifyPeer === undefined) return { reason: "Certificates of clients are not taken here. Give the client a key." };
  return identifyByCertificate(socket, verifyPeer, { peerRole: "client", now });
}

/** Turns away those who come while too many others have not finished their handshakes. */
function limitHandshakes(server: Server, most: number): void {
  const underWay = new Set<string>();
  // A TLS socket and the one below it are known to be the same by their peer.
  const keyOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;
  server.prependListener("connection", (socket: Socket) => {
    if (underWay.size >= most) {
      socket.destroy();
      return;
    }
    const key = keyOf(socket);
    underWay.add(key);
    socket.once("close", () => {
      underWay.delete(key);
    });
  });
  server.on("secureConnection", (socket: Socket) => {
    underWay.delete(keyOf(socket));
  });
}
