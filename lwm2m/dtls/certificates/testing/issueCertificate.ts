import { generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { fromUtf8 } from "../../../base/bytes.js";
import { parseCertificate, type Certificate } from "../certificate.js";
import { keyUsages, type KeyUsage } from "../certificateExtensions.js";
import { derTags } from "../derReader.js";
import { bitString, der, integer, objectIdentifier, sequence, time, utf8String } from "./derWriter.js";

export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** A certificate, and the key that it is about. */
export interface Issued extends KeyPair {
  readonly der: Uint8Array;
  readonly certificate: Certificate;
}

/** What a certificate of a test says; the usual thing where nothing is said. */
export interface CertificateWishes {
  /** The common name; empty for an empty subject. */
  readonly name: string;
  /** Who signs; without one it signs itself. */
  readonly issuer?: Issued;
  readonly keys?: KeyPair;
  readonly from?: number;
  readonly to?: number;
  readonly isAuthority?: boolean;
  readonly pathLength?: number;
  readonly keyUsage?: readonly KeyUsage[];
  /** Identifiers in dots. */
  readonly purposes?: readonly string[];
  readonly dns?: readonly string[];
  readonly uris?: readonly string[];
  readonly addresses?: readonly Uint8Array[];
  /** The names that an authority may issue certificates for, as GeneralNames in DER. */
  readonly permitted?: readonly Uint8Array[];
  readonly excluded?: readonly Uint8Array[];
  /** Alternative names of other kinds, in DER. */
  readonly otherNames?: readonly Uint8Array[];
  /** An extension that nobody knows, by its identifier. */
  readonly unknownCritical?: string;
  readonly version?: 1 | 3;
  /** Says one algorithm of signing in place of the one that is used. */
  readonly algorithm?: string;
}

export const purposes = { serverAuth: "1.3.6.1.5.5.7.3.1", clientAuth: "1.3.6.1.5.5.7.3.2" } as const;

/** The middle of the time in which certificates of tests are valid, unless they say otherwise. */
export const validTime = Date.UTC(2026, 5, 1);
const year = 365 * 24 * 3600 * 1000;

/** A key pair for ECDSA. */
export function ecKeys(namedCurve: "P-256" | "P-384" = "P-256"): KeyPair {
  return generateKeyPairSync("ec", { namedCurve });
}

/** Issues a certificate, in memory. */
export function issueCertificate(wishes: CertificateWishes): Issued {
  const { name, keys = ecKeys(), issuer, version = 3 } = wishes;
  const signer = issuer?.privateKey ?? keys.privateKey;
  const { identifier, hash } = algorithmOf(signer);
  const algorithm = wishes.algorithm ?? identifier;
  const parameters = signer.asymmetricKeyType === "rsa" ? [Uint8Array.of(0x05, 0x00)] : [];
  const algorithmField = sequence(objectIdentifier(algorithm), ...parameters);
  const content = sequence(
    ...(version === 3 ? [der(0xa0, integer(2))] : []),
    integer(name.length),
    algorithmField,
    nameOf(issuer?.certificate.subject.commonNames[0] ?? name),
    sequence(time(wishes.from ?? validTime - year), time(wishes.to ?? validTime + year)),
    nameOf(name),
    keys.publicKey.export({ type: "spki", format: "der" }),
    ...(version === 3 ? [der(0xa3, sequence(...extensionsOf(wishes)))] : []),
  );
  const bytes = sequence(content, algorithmField, bitString(sign(hash, content, signer)));
  const certificate = parseCertificate(bytes);
  if (certificate === undefined) throw new Error(`The certificate of ${name} cannot be read.`);
  return { ...keys, der: bytes, certificate };
}

/** An authority that may sign. */
export function issueAuthority(name: string, wishes: Omit<CertificateWishes, "name"> = {}): Issued {
  return issueCertificate({ name, isAuthority: true, keyUsage: ["keyCertSign", "cRLSign"], ...wishes });
}

function algorithmOf(key: KeyObject): { readonly identifier: string; readonly hash: string } {
  if (key.asymmetricKeyType === "rsa") return { identifier: "1.2.840.113549.1.1.11", hash: "sha256" };
  return key.asymmetricKeyDetails?.namedCurve === "secp384r1"
    ? { identifier: "1.2.840.10045.4.3.3", hash: "sha384" }
    : { identifier: "1.2.840.10045.4.3.2", hash: "sha256" };
}

function nameOf(commonName: string): Uint8Array {
  if (commonName === "") return sequence();
  return sequence(der(derTags.set, sequence(objectIdentifier("2.5.4.3"), utf8String(commonName))));
}

function extensionsOf(wishes: CertificateWishes): readonly Uint8Array[] {
  const { isAuthority, pathLength, keyUsage, purposes: wanted, dns = [], uris = [], addresses = [] } = wishes;
  const found: Uint8Array[] = [];
  const add = (id: string, isCritical: boolean, value: Uint8Array): void => {
    const critical = isCritical ? [der(derTags.boolean, Uint8Array.of(0xff))] : [];
    found.push(sequence(objectIdentifier(id), ...critical, der(derTags.octetString, value)));
  };
  if (isAuthority !== undefined) {
    const parts = isAuthority ? [der(derTags.boolean, Uint8Array.of(0xff))] : [];
    add("2.5.29.19", true, sequence(...parts, ...(pathLength === undefined ? [] : [integer(pathLength)])));
  }
  if (keyUsage !== undefined) add("2.5.29.15", true, bitString(bitsOf(keyUsage)));
  if (wanted !== undefined) add("2.5.29.37", false, sequence(...wanted.map(objectIdentifier)));
  const names = [
    ...dns.map((name) => der(0x82, fromUtf8(name))),
    ...uris.map((uri) => der(0x86, fromUtf8(uri))),
    ...addresses.map((address) => der(0x87, address)),
    ...(wishes.otherNames ?? []),
  ];
  if (names.length > 0) add("2.5.29.17", false, sequence(...names));
  const { permitted = [], excluded = [] } = wishes;
  const subtrees = ([permitted, excluded] as const).map((list) => list.map((base) => sequence(base)));
  if (permitted.length + excluded.length > 0)
    add(
      "2.5.29.30",
      true,
      sequence(...subtrees.map((list, index) => (list.length > 0 ? der(0xa0 + index, ...list) : none))),
    );
  if (wishes.unknownCritical !== undefined) add(wishes.unknownCritical, true, sequence());
  return found;
}

const none = new Uint8Array();

function bitsOf(wanted: readonly KeyUsage[]): Uint8Array {
  const bytes = new Uint8Array(2);
  for (const [bit, usage] of keyUsages.entries())
    if (wanted.includes(usage)) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (0x80 >> (bit & 7));
  return bytes;
}
