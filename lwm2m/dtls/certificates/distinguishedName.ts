import { toHex, toUtf8 } from "../../base/bytes.js";
import { derTags, printObjectIdentifier, type DerReader, type DerValue } from "./derReader.js";

const commonName = "2.5.4.3";
const emailAddress = "1.2.840.113549.1.9.1";

/** Short names of attributes (RFC 4514 §3) and of the one that devices have their serial number in. */
const attributeNames: Readonly<Record<string, string>> = {
  [commonName]: "CN",
  "2.5.4.5": "serialNumber",
  "2.5.4.6": "C",
  "2.5.4.7": "L",
  "2.5.4.8": "ST",
  "2.5.4.10": "O",
  "2.5.4.11": "OU",
  "0.9.2342.19200300.100.1.1": "UID",
  "0.9.2342.19200300.100.1.25": "DC",
  [emailAddress]: "emailAddress",
};

/** No name has more attributes, and none is shown longer. */
const mostAttributes = 64;
const longestShown = 120;

/** The name of a subject or an issuer (RFC 5280 §4.1.2.4). */
export interface DistinguishedName {
  /** As people read it, the most telling part first: `CN=thermostat-1, O=Example`. Empty for an empty name. */
  readonly text: string;
  /** Equal for names that RFC 5280 §7.1 calls the same: letters of any case, blanks of any number. */
  readonly key: string;
  /** The last one is the most telling. */
  readonly commonNames: readonly string[];
  readonly hasEmailAddress: boolean;
}

interface Attribute {
  readonly type: string;
  readonly text: string;
}

/** Reads a Name. What is wrong with it breaks the reader. */
export function readDistinguishedName(reader: DerReader): DistinguishedName {
  const list = reader.inside();
  const attributes: Attribute[] = [];
  while (!list.isAtEnd) {
    const set = list.inside(derTags.set);
    do attributes.push(readAttribute(set.inside()));
    while (!set.isAtEnd && attributes.length < mostAttributes);
    set.end();
    if (attributes.length >= mostAttributes) list.fail();
  }
  const shown = attributes.map(({ type, text }) => `${attributeNames[type] ?? type}=${printable(text)}`);
  return {
    text: shown.toReversed().join(", ").slice(0, longestShown),
    key: JSON.stringify(attributes.map(({ type, text }) => [type, comparable(text)])),
    commonNames: attributes.filter(({ type }) => type === commonName).map(({ text }) => text),
    hasEmailAddress: attributes.some(({ type }) => type === emailAddress),
  };
}

/** True if a name begins with all of another one, from its root on (RFC 5280 §4.2.1.10); every name begins with nothing. */
export function isBelow({ key }: DistinguishedName, { key: upper }: DistinguishedName): boolean {
  return key === upper || upper === emptyKey || key.startsWith(`${upper.slice(0, -1)},`);
}

const emptyKey = JSON.stringify([]);

function readAttribute(attribute: DerReader): Attribute {
  const type = printObjectIdentifier(attribute.content(derTags.objectIdentifier)) ?? "?";
  const text = textOf(attribute.value());
  attribute.end();
  return { type, text };
}

/** The text of a string of ASN.1, or its bytes as `#…` (RFC 4514 §2.4). */
function textOf({ tag, content, whole }: DerValue): string {
  switch (tag) {
    case derTags.utf8String:
    case derTags.printableString:
    case derTags.ia5String:
      return toUtf8(content) ?? `#${toHex(whole)}`;
    case derTags.teletexString:
      return Buffer.from(content).toString("latin1");
    case derTags.bmpString:
      return content.length % 2 === 0 ? Buffer.from(content).swap16().toString("utf16le") : `#${toHex(whole)}`;
    default:
      return `#${toHex(whole)}`;
  }
}

function comparable(text: string): string {
  return text.normalize("NFKC").trim().replaceAll(/\s+/gu, " ").toLowerCase();
}

/** Text of strangers, without what would move a terminal's cursor or turn the direction of writing. */
export function printable(text: string): string {
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, "\uFFFD");
}
