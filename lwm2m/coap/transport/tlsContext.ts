import { base64Of } from "../../base/base64.js";
import type { CertificateCredentials } from "../../dtls/credentials.js";

/** The protocol that both sides agree on (RFC 8323 §8.2), and the oldest version that LwM2M allows. */
export const tlsProtocol = { ALPNProtocols: ["coap"], minVersion: "TLSv1.2" } as const;

/** A certificate as node:tls takes it. It wants the private key as text, which nobody else gets to see. */
export function tlsIdentity({ chain, privateKey }: CertificateCredentials): {
  readonly cert: string;
  readonly key: string | Buffer;
} {
  return {
    cert: chain.map(certificateText).join(""),
    key: privateKey.reveal().export({ type: "pkcs8", format: "pem" }),
  };
}

function certificateText(certificate: Uint8Array): string {
  const lines = base64Of(certificate).match(/.{1,64}/gu) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}
