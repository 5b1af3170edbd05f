import { createHash, createPublicKey, type KeyObject } from "node:crypto";
import { toHex } from "../../base/bytes.js";
import { rememberLast } from "../../base/rememberLast.js";
import { readExtensions, type CertificateExtensions } from "./certificateExtensions.js";
import { readTime } from "./certificateTime.js";
import { DerReader, derTags, printObjectIdentifier } from "./derReader.js";
import { readDistinguishedName, type DistinguishedName } from "./distinguishedName.js";

/** An X.509 certificate (RFC 5280 §4.1) as it was read; nothing of it is verified by being here. */
export interface Certificate {
  readonly der: Uint8Array;
  /** SHA-256 of `der`, in hexadecimal digits. */
  readonly fingerprint: string;
  /** 1, 2 or 3. */
  readonly version: number;
  /** In hexadecimal digits. */
  readonly serialNumber: string;
  readonly issuer: DistinguishedName;
  readonly subject: DistinguishedName;
  /** Milliseconds since 1970; both moments belong to the time in which it is valid. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** SubjectPublicKeyInfo, which is what a raw public key is (RFC 7250 §3). */
  readonly publicKeyInfo: Uint8Array;
  readonly extensions: CertificateExtensions;
  readonly signed: SignedPart;
}

/** What the issuer has signed, and how (RFC 5280 §4.1.1). */
export interface SignedPart {
  readonly content: Uint8Array;
  /** The identifier of the algorithm, such as `1.2.840.10045.4.3.2`. */
  readonly algorithm: string;
  readonly signature: Uint8Array;
}

/** No certificate of a device comes near to it; it bounds what is hashed and read. */
const longestCertificate = 16_384;

const contextTags = { version: 0xa0, issuerUniqueId: 0x81, subjectUniqueId: 0x82, extensions: 0xa3 } as const;

/** Reads a certificate; undefined if it is none, or not in DER. */
export function parseCertificate(bytes: Uint8Array): Certificate | undefined {
  if (bytes.length > longestCertificate) return undefined;
  const der = Uint8Array.from(bytes);
  const reader = new DerReader(der);
  const outer = reader.inside();
  reader.end();
  const toBeSigned = outer.value();
  const { algorithm, parameters } = readAlgorithm(outer);
  const signature = readBitString(outer);
  outer.end();
  const content = reader.within(toBeSigned.whole);
  const body = content.inside();
  const version = readVersion(body);
  const serialNumber = toHex(body.content(derTags.integer));
  const inner = readAlgorithm(body);
  const issuer = readDistinguishedName(body);
  const validity = body.inside();
  const [notBefore, notAfter] = [readTime(validity), readTime(validity)];
  validity.end();
  const subject = readDistinguishedName(body);
  const publicKeyInfo = body.nextTag === derTags.sequence ? body.value().whole : body.content(derTags.sequence);
  body.optional(contextTags.issuerUniqueId);
  body.optional(contextTags.subjectUniqueId);
  const list = body.optional(contextTags.extensions);
  body.end();
  const extensions = list === undefined ? { unknownCritical: [] } : readList(body.within(list));
  // RFC 5280 §4.1.1.2: both places name the same algorithm, or the one that is not signed could be another.
  if (reader.isBroken || inner.algorithm !== algorithm || inner.parameters !== parameters) return undefined;
  const fingerprint = createHash("sha256").update(der).digest("hex");
  const signed = { content: toBeSigned.whole, algorithm, signature };
  return {
    der,
    fingerprint,
    version,
    serialNumber,
    issuer,
    subject,
    notBefore,
    notAfter,
    publicKeyInfo,
    extensions,
    signed,
  };
}

/** The public key; undefined if it is damaged or of a kind that the runtime does not know. */
export const publicKeyOf: (certificate: Certificate) => KeyObject | undefined = rememberLast(({ publicKeyInfo }) => {
  try {
    return createPublicKey({ key: Buffer.from(publicKeyInfo), format: "der", type: "spki" });
  } catch {
    return undefined;
  }
});

/** True if subject and issuer are the same, as those of a root are. */
export function isSelfIssued({ subject, issuer }: Certificate): boolean {
  return subject.key === issuer.key;
}

function readVersion(body: DerReader): number {
  const explicit = body.optional(contextTags.version);
  if (explicit === undefined) return 1;
  const version = body.within(explicit);
  const [number = 0] = version.content(derTags.integer);
  version.end();
  return number + 1;
}

function readAlgorithm(reader: DerReader): { readonly algorithm: string; readonly parameters: string } {
  const sequence = reader.inside();
  const algorithm = printObjectIdentifier(sequence.content(derTags.objectIdentifier)) ?? "?";
  const parameters = sequence.isAtEnd ? "" : toHex(sequence.value().whole);
  sequence.end();
  return { algorithm, parameters };
}

/** A bit string of whole bytes, as signatures are. */
function readBitString(reader: DerReader): Uint8Array {
  const content = reader.content(derTags.bitString);
  if (content[0] !== 0) reader.fail();
  return content.subarray(1);
}

function readList(explicit: DerReader): CertificateExtensions {
  const list = explicit.inside();
  explicit.end();
  return readExtensions(list);
}
