import { asciiHostName } from "../hostName.js";
import { isSelfIssued, type Certificate } from "./certificate.js";
import type { CertificateProblem, Purpose } from "./certificateProblem.js";
import { isBelow, type DistinguishedName } from "./distinguishedName.js";
import { bytesOfAddress, printAddressBytes } from "./ipAddress.js";
import { nameTags, type NameConstraints, type Subtree } from "./nameConstraints.js";

/** A name in a certificate that an authority above it may have something to say about. */
type Name =
  | { readonly kind: "dns" | "uri"; readonly text: string }
  | { readonly kind: "address"; readonly bytes: Uint8Array }
  | { readonly kind: "directory"; readonly name: DistinguishedName }
  | { readonly kind: "other"; readonly tag: number };

/**
 * Checks the names on a path, from the certificate of the peer to the trusted one, against what each authority may issue
 * certificates for (RFC 5280 §6.1.3 b, c, §6.1.4 g).
 */
export function checkNameConstraints(path: readonly Certificate[], purpose: Purpose): CertificateProblem | undefined {
  for (const [index, issuer] of path.entries()) {
    const constraints = issuer.extensions.nameConstraints;
    if (constraints === undefined) continue;
    for (const [below, certificate] of path.slice(0, index).entries()) {
      if (below > 0 && isSelfIssued(certificate)) continue;
      const name = namesOf(certificate, below === 0 && purpose === "serverAuth").find(
        (one) => !isAllowed(one, constraints),
      );
      if (name !== undefined) return { kind: "name constraint", certificate, issuer, name: printName(name) };
    }
  }
  return undefined;
}

function isAllowed(name: Name, { permitted, excluded }: NameConstraints): boolean {
  const ofKind = permitted.filter((subtree) => isOfKind(name, subtree));
  if (ofKind.length > 0 && !ofKind.some((subtree) => isWithin(name, subtree) === true)) return false;
  return excluded.every((subtree) => !isOfKind(name, subtree) || isWithin(name, subtree) === false);
}

/**
 * The names of a certificate. The common name of a server counts as that of its host wherever clients would take it for
 * one, or an authority could give names away that it must not (RFC 6125 §6.4.4).
 */
function namesOf({ subject, extensions: { alternativeNames } }: Certificate, isServer: boolean): readonly Name[] {
  const { dns, uris, addresses, directories, otherTags } = alternativeNames ?? nothing;
  const commonName = isServer && dns.length + addresses.length === 0 ? subject.commonNames.at(-1) : undefined;
  const byCommonName = commonName === undefined ? undefined : hostIn(commonName);
  return [
    ...(subject.text === "" ? [] : [{ kind: "directory", name: subject } as const]),
    ...(subject.hasEmailAddress ? [{ kind: "other", tag: nameTags.email } as const] : []),
    ...(byCommonName === undefined ? [] : [byCommonName]),
    ...dns.map((text) => ({ kind: "dns", text }) as const),
    ...uris.map((text) => ({ kind: "uri", text }) as const),
    ...addresses.map((bytes) => ({ kind: "address", bytes }) as const),
    ...directories.map((name) => ({ kind: "directory", name }) as const),
    ...otherTags.map((tag) => ({ kind: "other", tag }) as const),
  ];
}

/** The host that a common name is of; undefined if it is of none. */
function hostIn(commonName: string): Name | undefined {
  const bytes = bytesOfAddress(commonName);
  if (bytes !== undefined) return { kind: "address", bytes };
  return asciiHostName(commonName.replace(/^\*\./u, "")) === undefined ? undefined : { kind: "dns", text: commonName };
}

const nothing = { dns: [], uris: [], addresses: [], directories: [], otherTags: [] } as const;

/** An alternative name that cannot be read has the tag of its kind, whose bounds it then cannot be within. */
function isOfKind(name: Name, subtree: Subtree): boolean {
  return tagOf(name) === tagOf(subtree);
}

function tagOf(name: Name | Subtree): number {
  return name.kind === "other" ? name.tag : nameTags[name.kind];
}

/** Whether a name is in a subtree of its kind; undefined if that cannot be told, so that it is neither in nor outside. */
function isWithin(name: Name, subtree: Subtree): boolean | undefined {
  if (name.kind === "dns" && subtree.kind === "dns") return isHostWithin(name.text, subtree.domain);
  if (name.kind === "uri" && subtree.kind === "uri") return isUriWithin(name.text, subtree.domain);
  if (name.kind === "directory" && subtree.kind === "directory") return isBelow(name.name, subtree.name);
  if (name.kind === "address" && subtree.kind === "address") {
    const { base, mask } = subtree;
    if (name.bytes.length !== base.length) return false;
    return name.bytes.every((byte, index) => ((byte ^ (base[index] ?? 0)) & (mask[index] ?? 0)) === 0);
  }
  return undefined;
}

/** A host is within a domain that it ends with. A wildcard may stand for a host that is within, and for one that is not. */
function isHostWithin(host: string, domain: string): boolean | undefined {
  const isWildcard = host.startsWith("*.");
  const name = asciiHostName(isWildcard ? host.slice(2) : host);
  if (name === undefined) return undefined;
  if (domain === "") return true;
  const end = domain.startsWith(".") ? domain : `.${domain}`;
  if (`.${name}`.endsWith(end)) return isWildcard || name !== domain.slice(1) || !domain.startsWith(".");
  return isWildcard && end.endsWith(`.${name}`) ? undefined : false;
}

/** A domain with a dot in front stands for the hosts below it, one without for the host of this name. */
function isUriWithin(uri: string, domain: string): boolean | undefined {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:@[\]]+)(?::\d*)?(?:[/?#]|$)/iu.exec(uri)?.[1];
  const name = host === undefined ? undefined : asciiHostName(host);
  // RFC 5280 §4.2.1.10: one without the name of a host has to be refused.
  if (name === undefined) return undefined;
  return domain.startsWith(".") ? name.endsWith(domain) : name === domain;
}

function printName(name: Name): string {
  switch (name.kind) {
    case "dns":
    case "uri":
      return name.text;
    case "address":
      return printAddressBytes(name.bytes);
    case "directory":
      return name.name.text;
    case "other":
      return name.tag === nameTags.email ? "an e-mail address" : "a name that is not compared here";
  }
}
