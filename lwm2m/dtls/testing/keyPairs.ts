import type { KeyObject } from "node:crypto";
import { PrivateKey } from "../../base/privateKey.js";
import { clientCertificateVerifier, serverCertificateVerifier } from "../certificates/certificateVerifiers.js";
import {
  ecKeys,
  issueAuthority,
  issueCertificate,
  purposes,
  type Issued,
} from "../certificates/testing/issueCertificate.js";
import type { ClientCredentials, PeerVerifier, ServerCredentials } from "../credentials.js";
import { identityOfPublicKey, rawPublicKeyVerifier } from "../rawPublicKeyVerifier.js";

export type Curve = "P-256" | "P-384";

/** Two sides that know each other. */
export interface KnownPair {
  readonly client: ClientCredentials;
  readonly server: ServerCredentials;
}

/** A pair whose server checks what clients show. */
interface CheckingPair extends KnownPair {
  readonly server: ServerCredentials & { readonly verifyPeer: PeerVerifier };
}

/** Trusts one raw public key. */
export function trusting(known: KeyObject): PeerVerifier {
  const { fingerprint } = identityOfPublicKey(Uint8Array.from(known.export({ type: "spki", format: "der" })));
  return rawPublicKeyVerifier((key) => key.fingerprint === fingerprint);
}

/** A client and a server that know each other's raw public key. */
export function rawPublicKeys(curve: Curve = "P-256"): CheckingPair {
  const [ofClient, ofServer] = [ecKeys(curve), ecKeys(curve)];
  return {
    client: {
      kind: "rpk",
      privateKey: new PrivateKey(ofClient.privateKey),
      verifyPeer: trusting(ofServer.publicKey),
    },
    server: {
      rawPublicKey: { privateKey: new PrivateKey(ofServer.privateKey) },
      verifyPeer: trusting(ofClient.publicKey),
    },
  };
}

/** Certificates of tests are valid at any time that a clock may show. */
const always = { from: Date.UTC(1960, 0, 1), to: Date.UTC(2060, 0, 1) } as const;

/** The name in the certificate of the server. */
export const certifiedName = "server.example.org";

/** A client and a server with certificates of one authority, which both trust. */
export function certificates(
  wishes: {
    readonly curve?: Curve;
    readonly client?: Partial<Parameters<typeof issueCertificate>[0]>;
    readonly server?: Partial<Parameters<typeof issueCertificate>[0]>;
  } = {},
): CheckingPair {
  const { curve = "P-256" } = wishes;
  const authority = issueAuthority("Authority", { ...always, keys: ecKeys(curve) });
  const device = issueCertificate({
    name: "thermostat-1",
    issuer: authority,
    keys: ecKeys(curve),
    purposes: [purposes.clientAuth],
    ...always,
    ...wishes.client,
  });
  const server = issueCertificate({
    name: "server",
    issuer: authority,
    keys: ecKeys(curve),
    dns: [certifiedName],
    purposes: [purposes.serverAuth],
    ...always,
    ...wishes.server,
  });
  return credentialsOf(authority, device, server);
}

/** The credentials of a client and a server whose certificates one authority has issued, and which trust that. */
export function credentialsOf(
  authority: Issued,
  device: Issued,
  server: Issued,
): CheckingPair & { readonly client: ClientCredentials & { readonly kind: "x509" } } {
  const trust = { usage: "trust anchor assertion", certificate: authority.certificate, trustStore: [] } as const;
  return {
    client: {
      kind: "x509",
      chain: [device.der],
      privateKey: new PrivateKey(device.privateKey),
      verifyPeer: serverCertificateVerifier(trust),
    },
    server: {
      certificate: { chain: [server.der], privateKey: new PrivateKey(server.privateKey) },
      verifyPeer: clientCertificateVerifier([authority.certificate]),
    },
  };
}
