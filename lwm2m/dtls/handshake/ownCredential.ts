import { equalBytes } from "../../base/bytes.js";
import type { PrivateKey } from "../../base/privateKey.js";
import { rememberLast } from "../../base/rememberLast.js";
import { parseCertificate } from "../certificates/certificate.js";
import type {
  CertificateCredentials,
  ClientCredentials,
  PresentedCredential,
  RawPublicKeyCredentials,
} from "../credentials.js";
import { parsePublicKey, type PublicKey } from "../crypto/publicKeys.js";
import { signatures, signatureNames, type SignatureName } from "../tables/signatures.js";

/** What we show of ourselves, and the key with which we prove that it is ours. */
export interface OwnCredential {
  readonly shown: PresentedCredential;
  readonly privateKey: PrivateKey;
  readonly curve: PublicKey["curve"];
}

/** Something with which we cannot prove ourselves, and why, as a sentence. */
interface UselessCredential {
  readonly problem: string;
}

/** A certificate of ours, if its private key belongs to it. The last one is remembered, as a server has one. */
export const ownCertificate: (credentials: CertificateCredentials) => OwnCredential | UselessCredential = rememberLast(
  ({ chain, privateKey }) => {
    const shown = { kind: "x509", chain } as const;
    const publicKey = publicKeyOf(shown);
    if (publicKey === undefined)
      return { problem: "Our own certificate cannot be read, or its key is not on the curve P-256 or P-384." };
    const certified = publicKey.key.export({ type: "spki", format: "der" });
    if (!equalBytes(certified, privateKey.publicKeyInfo))
      return { problem: "The private key that is set up here does not belong to our own certificate." };
    return { shown, privateKey, curve: publicKey.curve };
  },
);

/** A raw public key of ours; the last one is remembered. */
export const ownRawPublicKey: (credentials: RawPublicKeyCredentials) => OwnCredential | UselessCredential =
  rememberLast(({ privateKey }) => {
    const publicKey = privateKey.publicKeyInfo;
    const curve = parsePublicKey(publicKey)?.curve;
    if (curve === undefined) return { problem: "Our own private key is not on the curve P-256 or P-384." };
    return { shown: { kind: "rpk", publicKey }, privateKey, curve };
  });

/** What a client has to show; undefined with a pre-shared key. */
export function ownCredentialOf(credentials: ClientCredentials): OwnCredential | UselessCredential | undefined {
  switch (credentials.kind) {
    case "psk":
      return undefined;
    case "rpk":
      return ownRawPublicKey(credentials);
    case "x509":
      return ownCertificate(credentials);
  }
}

/** The public key in what a peer has shown; undefined if there is none that we can use. */
export function publicKeyOf(credential: PresentedCredential): PublicKey | undefined {
  if (credential.kind === "rpk") return parsePublicKey(credential.publicKey);
  const [first] = credential.chain;
  const certificate = first && parseCertificate(first);
  return certificate && parsePublicKey(certificate.publicKeyInfo);
}

/** How a key signs for a peer that takes these signatures: with the hash that is as strong as its curve, if it can be. */
export function signatureFor(curve: PublicKey["curve"], taken: readonly number[]): SignatureName | undefined {
  const preferred = curve === "P-256" ? signatureNames : signatureNames.toReversed();
  return preferred.find((name) => taken.includes(signatures[name]));
}
