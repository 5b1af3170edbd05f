import { toUtf8 } from "../../base/bytes.js";
import { asciiHostName } from "../hostName.js";
import type { DerReader, DerValue } from "./derReader.js";
import { readDistinguishedName, type DistinguishedName } from "./distinguishedName.js";

/** A part of all names of one kind (RFC 5280 §4.2.1.10). */
export type Subtree =
  | { readonly kind: "dns" | "uri"; readonly domain: string }
  | { readonly kind: "address"; readonly base: Uint8Array; readonly mask: Uint8Array }
  | { readonly kind: "directory"; readonly name: DistinguishedName }
  /** A kind that we do not compare, by its tag. */
  | { readonly kind: "other"; readonly tag: number };

/** The names for which an authority and those below it may issue certificates. */
export interface NameConstraints {
  /** A name of a kind that is among them must be in one of them. */
  readonly permitted: readonly Subtree[];
  /** A name must be in none of them. */
  readonly excluded: readonly Subtree[];
}

/** Tags of GeneralName (RFC 5280 §4.2.1.6). */
export const nameTags = { email: 0x81, dns: 0x82, directory: 0xa4, uri: 0x86, address: 0x87 } as const;

const mostSubtrees = 256;

/** Reads NameConstraints. What is wrong with it breaks the reader. */
export function readNameConstraints(value: DerReader): NameConstraints {
  const [permitted, excluded] = [0xa0, 0xa1].map((tag) => {
    const list = value.optional(tag);
    return list === undefined ? [] : readSubtrees(value.within(list));
  });
  value.end();
  return { permitted: permitted ?? [], excluded: excluded ?? [] };
}

function readSubtrees(list: DerReader): readonly Subtree[] {
  const found: Subtree[] = [];
  while (!list.isAtEnd) {
    const subtree = list.inside();
    found.push(readBase(subtree, subtree.value()));
    // RFC 5280 §4.2.1.10: minimum is always 0, which DER leaves out, and there is no maximum.
    subtree.end();
    if (found.length > mostSubtrees) list.fail();
  }
  return found;
}

function readBase(reader: DerReader, { tag, content }: DerValue): Subtree {
  switch (tag) {
    case nameTags.dns:
    case nameTags.uri: {
      const domain = domainOf(toUtf8(content));
      if (domain === undefined) reader.fail();
      return { kind: tag === nameTags.dns ? "dns" : "uri", domain: domain ?? "" };
    }
    case nameTags.address: {
      if (content.length !== 8 && content.length !== 32) reader.fail();
      const half = content.length / 2;
      return { kind: "address", base: content.subarray(0, half), mask: content.subarray(half) };
    }
    case nameTags.directory:
      return { kind: "directory", name: readDistinguishedName(reader.within(content)) };
    default:
      return { kind: "other", tag };
  }
}

/**
 * A domain as the names that are held against it are written, with the dot that it may begin with; undefined if it is
 * none, for what cannot be compared must not pass for a domain that no name is in.
 */
function domainOf(text: string | undefined): string | undefined {
  if (text === undefined || text === "") return text;
  const dot = text.startsWith(".") ? "." : "";
  const host = asciiHostName(text.slice(dot.length));
  return host === undefined ? undefined : dot + host;
}
