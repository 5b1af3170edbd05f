import { toUtf8 } from "../../base/bytes.js";
import { readDistinguishedName, type DistinguishedName } from "./distinguishedName.js";
import { nameTags, readNameConstraints, type NameConstraints } from "./nameConstraints.js";
import { derTags, printObjectIdentifier, type DerReader } from "./derReader.js";

/** What a key may be used for, in the order of the bits (RFC 5280 §4.2.1.3). */
export const keyUsages = [
  "digitalSignature",
  "nonRepudiation",
  "keyEncipherment",
  "dataEncipherment",
  "keyAgreement",
  "keyCertSign",
  "cRLSign",
  "encipherOnly",
  "decipherOnly",
] as const;

export type KeyUsage = (typeof keyUsages)[number];

/** Purposes by their identifiers (RFC 5280 §4.2.1.12). */
const purposes: Readonly<Record<string, string>> = {
  "2.5.29.37.0": "anyExtendedKeyUsage",
  "1.3.6.1.5.5.7.3.1": "serverAuth",
  "1.3.6.1.5.5.7.3.2": "clientAuth",
  "1.3.6.1.5.5.7.3.3": "codeSigning",
  "1.3.6.1.5.5.7.3.4": "emailProtection",
  "1.3.6.1.5.5.7.3.8": "timeStamping",
  "1.3.6.1.5.5.7.3.9": "OCSPSigning",
};

/** Whether a certificate is one of an authority, and how many more may follow below it (RFC 5280 §4.2.1.9). */
export interface BasicConstraints {
  readonly isAuthority: boolean;
  readonly pathLength?: number;
}

/** Other names of a subject, by their kinds (RFC 5280 §4.2.1.6). */
export interface AlternativeNames {
  readonly dns: readonly string[];
  readonly uris: readonly string[];
  /** 4 or 16 bytes each. */
  readonly addresses: readonly Uint8Array[];
  readonly directories: readonly DistinguishedName[];
  /** The tags of names of other kinds, and of such that cannot be read. */
  readonly otherTags: readonly number[];
}

/** What the extensions of a certificate say. What is not there is undefined, which is not the same as empty. */
export interface CertificateExtensions {
  readonly basicConstraints?: BasicConstraints;
  readonly keyUsage?: readonly KeyUsage[];
  /** Names such as `serverAuth`, unknown ones by their identifiers. */
  readonly extendedKeyUsage?: readonly string[];
  readonly alternativeNames?: AlternativeNames;
  readonly subjectKeyId?: Uint8Array;
  readonly authorityKeyId?: Uint8Array;
  readonly nameConstraints?: NameConstraints;
  /** Identifiers of extensions that must be understood and are not. */
  readonly unknownCritical: readonly string[];
}

/** A certificate with more of them is the work of a stranger. */
const mostExtensions = 64;
const mostNames = 256;

type Found = { -readonly [Name in keyof CertificateExtensions]: CertificateExtensions[Name] } & {
  unknownCritical: readonly string[];
};

/** How each extension is read, by its identifier. */
const readers: Readonly<Record<string, (found: Found, value: DerReader) => void>> = {
  "2.5.29.14": (found, value) => (found.subjectKeyId = value.content(derTags.octetString)),
  "2.5.29.15": (found, value) => (found.keyUsage = readKeyUsage(value)),
  "2.5.29.17": (found, value) => (found.alternativeNames = readAlternativeNames(value.inside())),
  "2.5.29.19": (found, value) => (found.basicConstraints = readBasicConstraints(value.inside())),
  "2.5.29.30": (found, value) => (found.nameConstraints = readNameConstraints(value.inside())),
  // Certificate policies say under which rules it was issued; as nobody here asks for any, all will do (RFC 5280 §6.1.1 c).
  "2.5.29.32": (_, value) => void value.content(derTags.sequence),
  "2.5.29.35": (found, value) => {
    const id = readAuthorityKeyId(value.inside());
    if (id !== undefined) found.authorityKeyId = id;
  },
  "2.5.29.37": (found, value) => (found.extendedKeyUsage = readExtendedKeyUsage(value.inside())),
};

/** Reads Extensions (RFC 5280 §4.2). The same one twice, or a damaged one that we use, breaks the reader. */
export function readExtensions(list: DerReader): CertificateExtensions {
  const found: Found = { unknownCritical: [] };
  const seen = new Set<string>();
  while (!list.isAtEnd) {
    const extension = list.inside();
    const id = printObjectIdentifier(extension.content(derTags.objectIdentifier)) ?? "?";
    const isCritical = readBoolean(extension);
    const content = extension.content(derTags.octetString);
    extension.end();
    const read = readers[id];
    if (read !== undefined) {
      const value = extension.within(content);
      read(found, value);
      value.end();
    } else if (isCritical) found.unknownCritical = [...found.unknownCritical, id];
    if (seen.has(id) || seen.size >= mostExtensions) list.fail();
    seen.add(id);
  }
  return found;
}

/** A boolean that is left out when it is false; DER has one byte for true (ITU-T X.690 §11.1). */
function readBoolean(reader: DerReader): boolean {
  const content = reader.optional(derTags.boolean);
  if (content !== undefined && content.length !== 1) reader.fail();
  return content !== undefined && content[0] !== 0;
}

function readBasicConstraints(value: DerReader): BasicConstraints {
  const isAuthority = readBoolean(value);
  const number = value.optional(derTags.integer);
  value.end();
  if (number === undefined) return { isAuthority };
  // A path of more than 255 is none that anybody follows, and a negative one would allow nothing.
  const [first, second = 0x80] = number;
  if (first === undefined || (first === 0 && second < 0x80)) value.fail();
  if (first === undefined) return { isAuthority };
  return { isAuthority, pathLength: first >= 0x80 ? 0 : number.length > 1 ? 255 : first };
}

function readKeyUsage(value: DerReader): readonly KeyUsage[] {
  const [, ...bits] = value.content(derTags.bitString);
  return keyUsages.filter((_, bit) => ((bits[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0);
}

function readExtendedKeyUsage(list: DerReader): readonly string[] {
  const found: string[] = [];
  while (!list.isAtEnd && found.length < mostNames) {
    const id = printObjectIdentifier(list.content(derTags.objectIdentifier)) ?? "?";
    found.push(purposes[id] ?? id);
  }
  list.end();
  return found;
}

/** keyIdentifier has the context-specific tag 0 (RFC 5280 §4.2.1.1); the other ways to name an issuer are not used. */
function readAuthorityKeyId(value: DerReader): Uint8Array | undefined {
  return value.optional(0x80);
}

function readAlternativeNames(list: DerReader): AlternativeNames {
  const [dns, uris, addresses]: [string[], string[], Uint8Array[]] = [[], [], []];
  const [directories, otherTags]: [DistinguishedName[], number[]] = [[], []];
  let count = 0;
  while (!list.isAtEnd && count++ < mostNames) {
    const { tag, content } = list.value();
    const text = toUtf8(content);
    if (tag === nameTags.dns && text !== undefined) dns.push(text);
    else if (tag === nameTags.uri && text !== undefined) uris.push(text);
    else if (tag === nameTags.address && (content.length === 4 || content.length === 16)) addresses.push(content);
    else if (tag === nameTags.directory) directories.push(readDistinguishedName(list.within(content)));
    else otherTags.push(tag);
  }
  list.end();
  return { dns, uris, addresses, directories, otherTags };
}
