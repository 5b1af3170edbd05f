import type { TLSSocket } from "node:tls";
import type { PeerVerifier, VerificationContext } from "../../dtls/credentials.js";
import type { PeerIdentity } from "../../dtls/identity.js";

/** Who a peer has proved to be, or why that is not enough. */
export type Identified =
  | { readonly identity: PeerIdentity | undefined; readonly reason?: undefined }
  | { readonly identity?: undefined; readonly reason: string };

/** More certificates than this are no path that anybody needs. */
const longestChain = 10;

/** What the peer of a TLS connection has shown is judged as over DTLS: by the same verifier. */
export function identifyByCertificate(
  socket: TLSSocket,
  verifyPeer: PeerVerifier,
  context: VerificationContext,
): Identified {
  const chain = chainOf(socket);
  if (chain.length === 0) return { reason: "The peer has shown no certificate. Give it one." };
  const verdict = verifyPeer({ kind: "x509", chain }, context);
  return verdict.kind === "trusted" ? { identity: verdict.identity } : { reason: verdict.explanation };
}

/** What is used of what node:tls tells of a certificate. */
interface Shown {
  readonly raw?: Uint8Array;
  readonly issuerCertificate?: Shown;
}

/** The certificates of the peer, its own first. */
function chainOf(socket: TLSSocket): readonly Uint8Array[] {
  const chain: Uint8Array[] = [];
  const seen = new Set<Shown>();
  let shown: Shown | undefined = socket.getPeerCertificate(true);
  while (shown?.raw !== undefined && !seen.has(shown) && chain.length < longestChain) {
    seen.add(shown);
    chain.push(Uint8Array.from(shown.raw));
    shown = shown.issuerCertificate;
  }
  return chain;
}
