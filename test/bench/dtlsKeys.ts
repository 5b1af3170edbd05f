import { createPrivateKey, X509Certificate, type KeyObject } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fromUtf8, toHex } from "../../lwm2m/base/bytes.js";
import { PrivateKey } from "../../lwm2m/base/privateKey.js";
import { Secret } from "../../lwm2m/base/secret.js";
import { parseCertificate } from "../../lwm2m/dtls/certificates/certificate.js";
import {
  clientCertificateVerifier,
  serverCertificateVerifier,
} from "../../lwm2m/dtls/certificates/certificateVerifiers.js";
import { ecKeys, issueAuthority, issueCertificate } from "../../lwm2m/dtls/certificates/testing/issueCertificate.js";
import type { ClientCredentials, ServerCredentials } from "../../lwm2m/dtls/credentials.js";

/** What the two sides of the DTLS bench prove themselves with. */
export const benchKeys = ["psk", "ecdhe"] as const;

export type BenchKeys = (typeof benchKeys)[number];

export const benchPsk = { identity: "bench", key: fromUtf8("sixteen secret b") } as const;

/**
 * Writes what other programs read: `authority.pem`, `server.pem`, `device.pem`, `server.key` and `device.key`, and
 * `keys.psk` with the pre-shared key as GnuTLS wants it.
 */
export function writeKeys(folder: string): void {
  const valid = { from: Date.now() - 86_400_000, to: Date.now() + 86_400_000 };
  const authority = issueAuthority("Bench Authority", { ...valid, keys: ecKeys("P-256") });
  const write = (name: string, text: string): void => {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
  };
  write("authority.pem", certificatePem(authority.der));
  write("keys.psk", `${benchPsk.identity}:${toHex(benchPsk.key)}\n`);
  for (const name of ["server", "device"] as const) {
    const issued = issueCertificate({
      name: name === "server" ? "localhost" : name,
      issuer: authority,
      keys: ecKeys("P-256"),
      keyUsage: ["digitalSignature"],
      ...(name === "server" && { dns: ["localhost"] }),
      ...valid,
    });
    write(`${name}.pem`, certificatePem(issued.der));
    write(`${name}.key`, keyPem(issued.privateKey));
  }
}

function certificatePem(der: Uint8Array): string {
  const lines = Buffer.from(der).toString("base64").replaceAll(/.{64}/gu, "$&\n");
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

function keyPem(key: KeyObject): string {
  return key.export({ type: "pkcs8", format: "pem" }).toString();
}

export function serverCredentials(folder: string): ServerCredentials {
  return {
    psk: (identity) => (identity === benchPsk.identity ? new Secret(benchPsk.key) : undefined),
    certificate: own(folder, "server"),
    verifyPeer: clientCertificateVerifier([authorityIn(folder)]),
  };
}

export function deviceCredentials(folder: string, keys: BenchKeys): ClientCredentials {
  if (keys === "psk") return { kind: "psk", identity: benchPsk.identity, key: new Secret(benchPsk.key) };
  const trust = { usage: "trust anchor assertion", certificate: authorityIn(folder), trustStore: [] } as const;
  return { kind: "x509", ...own(folder, "device"), verifyPeer: serverCertificateVerifier(trust) };
}

function own(folder: string, name: "server" | "device") {
  return {
    chain: [derIn(folder, `${name}.pem`)],
    privateKey: new PrivateKey(createPrivateKey(readFileSync(join(folder, `${name}.key`)))),
  };
}

function authorityIn(folder: string) {
  const value = parseCertificate(derIn(folder, "authority.pem"));
  if (value === undefined) throw new Error("The certificate of the bench's authority cannot be read.");
  return value;
}

function derIn(folder: string, name: string): Uint8Array {
  return new X509Certificate(readFileSync(join(folder, name))).raw;
}
