import { createHmac, timingSafeEqual } from "node:crypto";
import { concatBytes, fromUtf8, toUtf8 } from "../../base/bytes.js";
import { Secret } from "../../base/secret.js";
import type { PresentedCredential } from "../credentials.js";
import type { ResumableSession } from "../handshake/resumableSession.js";
import { restoreIdentity } from "../identity.js";
import { suiteOf } from "../tables/suites.js";
import { ByteReader } from "../wire/byteReader.js";
import { uint, vector } from "../wire/write.js";

/** Another layout has another number, so that tickets of other versions are not understood. */
const layout = 1;

const credentialKinds = { psk: 0, rpk: 1, x509: 2 } as const;

/** A session as a ticket holds it. Of a pre-shared key there is only a mark by which it is known again. */
export interface TicketContent {
  readonly session: Omit<ResumableSession, "id" | "credential" | "ticket">;
  readonly credential: TicketCredential;
}

type TicketCredential =
  { readonly kind: "psk"; readonly identity: string; readonly mark: Uint8Array } | PresentedCredential;

/** Writes what a session needs in order to go on, its secret among it (RFC 5077 §4); it is sealed by who calls this. */
export function printTicketContent(session: ResumableSession): Uint8Array {
  const { suite, master, usesExtendedMasterSecret, usesEncryptThenMac, identity, createdAt } = session;
  return concatBytes(
    uint(layout, 1),
    uint(suite.code, 2),
    uint((usesExtendedMasterSecret ? 1 : 0) + (usesEncryptThenMac ? 2 : 0), 1),
    uint(createdAt, 6),
    vector(1, master.reveal()),
    vector(2, fromUtf8(JSON.stringify(identity))),
    printCredential(session),
  );
}

/** Reads it again; undefined if it was written by another version. */
export function parseTicketContent(content: Uint8Array): TicketContent | undefined {
  const reader = new ByteReader(content);
  if (reader.uint(1) !== layout) return undefined;
  const suite = suiteOf(reader.uint(2));
  const flags = reader.uint(1);
  const createdAt = reader.uint(6);
  const master = new Secret(reader.vector(1));
  const identity = restoreIdentity(parseJson(reader.vector(2)));
  const credential = parseCredential(reader);
  if (!reader.isComplete || suite === undefined || identity === undefined || credential === undefined) return undefined;
  const [usesExtendedMasterSecret, usesEncryptThenMac] = [(flags & 1) !== 0, (flags & 2) !== 0];
  return { session: { suite, master, usesExtendedMasterSecret, usesEncryptThenMac, identity, createdAt }, credential };
}

/** The session again, if its pre-shared key is still the one of its identity. */
export function restoreSession(
  { session, credential }: TicketContent,
  id: Uint8Array,
  psk: ((identity: string) => Secret | undefined) | undefined,
): ResumableSession | undefined {
  if (credential.kind !== "psk") return { ...session, id, credential };
  const { identity, mark } = credential;
  const key = psk?.(identity);
  if (key === undefined || !timingSafeEqual(markOf(key), mark)) return undefined;
  return { ...session, id, credential: { kind: "psk", identity, key } };
}

/** Tells keys apart and tells nothing about them. */
function markOf(key: Secret): Uint8Array {
  return createHmac("sha256", key.reveal()).update("session ticket").digest();
}

function printCredential({ credential }: ResumableSession): Uint8Array {
  const kind = uint(credentialKinds[credential.kind], 1);
  switch (credential.kind) {
    case "psk":
      return concatBytes(kind, vector(2, fromUtf8(credential.identity)), vector(1, markOf(credential.key)));
    case "rpk":
      return concatBytes(kind, vector(2, credential.publicKey));
    case "x509":
      return concatBytes(kind, ...credential.chain.map((certificate) => vector(3, certificate)));
  }
}

function parseCredential(reader: ByteReader): TicketCredential | undefined {
  switch (reader.uint(1)) {
    case credentialKinds.psk: {
      const identity = toUtf8(reader.vector(2));
      const mark = reader.vector(1);
      return identity === undefined || mark.length !== 32 ? undefined : { kind: "psk", identity, mark };
    }
    case credentialKinds.rpk:
      return { kind: "rpk", publicKey: Uint8Array.from(reader.vector(2)) };
    case credentialKinds.x509: {
      const chain: Uint8Array[] = [];
      while (!reader.isAtEnd) chain.push(Uint8Array.from(reader.vector(3)));
      return chain.length === 0 ? undefined : { kind: "x509", chain };
    }
    default:
      return undefined;
  }
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    const value: unknown = JSON.parse(toUtf8(bytes) ?? "");
    return value;
  } catch {
    return undefined;
  }
}
