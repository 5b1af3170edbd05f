import type { KeyObject } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { PrivateKey } from "../../../lwm2m/base/privateKey.js";
import {
  ecKeys,
  issueAuthority,
  issueCertificate,
  purposes,
  type CertificateWishes,
  type Issued,
} from "../../../lwm2m/dtls/certificates/testing/issueCertificate.js";
import type { ClientCredentials, ServerCredentials } from "../../../lwm2m/dtls/credentials.js";
import { temporaryFolder } from "./temporaryFolder.js";
import { credentialsOf, trusting, type Curve } from "../../../lwm2m/dtls/testing/keyPairs.js";

/** A year around now, as the peers look at the clock. */
function aroundNow(): { readonly from: number; readonly to: number } {
  const halfYear = 182 * 24 * 3600 * 1000;
  return { from: Date.now() - halfYear, to: Date.now() + halfYear };
}

/** Certificates of one authority for a device and a server, as files of a peer and as credentials of ours. */
export interface PeerCertificates {
  /** PEM files. */
  readonly files: Readonly<
    Record<"authority" | "deviceCertificate" | "deviceKey" | "serverCertificate" | "serverKey", string>
  >;
  readonly device: ClientCredentials & { readonly kind: "x509" };
  readonly server: ServerCredentials;
}

/** Issues certificates; the files are gone with the test. */
export function issuePeerCertificates(
  t: TestContext,
  {
    curve = "P-256",
    device: ofDevice = {},
  }: { readonly curve?: Curve; readonly device?: Partial<CertificateWishes> } = {},
): PeerCertificates {
  const valid = aroundNow();
  const authority = issueAuthority("Interop Authority", { ...valid, keys: ecKeys(curve) });
  const common = { issuer: authority, keyUsage: ["digitalSignature"], ...valid } as const;
  const device = issueCertificate({
    ...common,
    name: "interop-device",
    keys: ecKeys(curve),
    purposes: [purposes.clientAuth],
    ...ofDevice,
  });
  const server = issueCertificate({
    ...common,
    name: "localhost",
    keys: ecKeys(curve),
    purposes: [purposes.serverAuth],
    dns: ["localhost"],
    addresses: [Uint8Array.of(127, 0, 0, 1), Uint8Array.of(...Array.from({ length: 15 }, () => 0), 1)],
  });
  const write = fileWriter(t);
  const ours = credentialsOf(authority, device, server);
  return {
    files: {
      authority: write("authority.pem", certificatePem(authority)),
      deviceCertificate: write("device.pem", certificatePem(device)),
      deviceKey: write("device.key", keyPem(device.privateKey)),
      serverCertificate: write("server.pem", certificatePem(server)),
      serverKey: write("server.key", keyPem(server.privateKey)),
    },
    device: ours.client,
    server: ours.server,
  };
}

/** Two key pairs that know each other: files of a peer, and credentials of ours. */
export interface PeerRawKeys {
  readonly files: Readonly<
    Record<
      "deviceKey" | "deviceSec1Key" | "devicePublicKey" | "serverKey" | "serverSec1Key" | "serverPublicKey",
      string
    >
  >;
  readonly device: ClientCredentials & { readonly kind: "rpk" };
  readonly server: ServerCredentials;
}

export function makePeerRawKeys(t: TestContext, curve: Curve = "P-256"): PeerRawKeys {
  const [device, server] = [ecKeys(curve), ecKeys(curve)];
  const write = fileWriter(t);
  return {
    files: {
      deviceKey: write("device.key", keyPem(device.privateKey)),
      deviceSec1Key: write("device.sec1", keyPem(device.privateKey, "sec1")),
      serverSec1Key: write("server.sec1", keyPem(server.privateKey, "sec1")),
      devicePublicKey: write("device.pub", publicPem(device.publicKey)),
      serverKey: write("server.key", keyPem(server.privateKey)),
      serverPublicKey: write("server.pub", publicPem(server.publicKey)),
    },
    device: {
      kind: "rpk",
      privateKey: new PrivateKey(device.privateKey),
      verifyPeer: trusting(server.publicKey),
    },
    server: { rawPublicKey: { privateKey: new PrivateKey(server.privateKey) }, verifyPeer: trusting(device.publicKey) },
  };
}

/** A file with this text; it is gone with the test. */
export function temporaryFile(t: TestContext, text: string): string {
  return fileWriter(t)("file", text);
}

function fileWriter(t: TestContext): (name: string, text: string) => string {
  const folder = temporaryFolder(t);
  return (name, text) => {
    const path = join(folder, name);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  };
}

function certificatePem({ der }: Issued): string {
  const lines =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/gu) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}

/** "pkcs8" says PRIVATE KEY, and "sec1" says EC PRIVATE KEY, which libcoap wants for raw public keys. */
function keyPem(key: KeyObject, type: "pkcs8" | "sec1" = "pkcs8"): string {
  return key.export({ type, format: "pem" }).toString();
}

function publicPem(key: KeyObject): string {
  return key.export({ type: "spki", format: "pem" }).toString();
}
