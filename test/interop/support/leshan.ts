import type { TestContext } from "node:test";
import { toHex } from "../../../lwm2m/base/bytes.js";
import { runLeshan } from "./leshanProgram.js";
import type { Program } from "./program.js";

/** What a client of Leshan proves itself with; bytes are DER. */
export type LeshanSecurity =
  | { readonly kind: "psk"; readonly identity: string; readonly key: Uint8Array }
  | {
      readonly kind: "rpk";
      readonly publicKey: Uint8Array;
      readonly privateKey: Uint8Array;
      readonly serverKey: Uint8Array;
    }
  | {
      readonly kind: "x509";
      /** 0 to 3 (resource /0/x/15). */
      readonly usage: number;
      readonly certificate: Uint8Array;
      readonly privateKey: Uint8Array;
      readonly serverCertificate: Uint8Array;
      readonly trusted: readonly Uint8Array[];
    };

export interface LeshanOptions {
  readonly security?: LeshanSecurity;
  /** How long the connection ID is that the server puts into its records; 0 for none. */
  readonly connectionIdLength?: number;
  /** The number of an extension for connection IDs that is older than RFC 9146. */
  readonly oldConnectionId?: number;
}

/** Starts a client made of Eclipse Leshan; it lives at most as long as the test. */
export function startLeshan(t: TestContext, uri: string, endpoint: string, options: LeshanOptions = {}): Program {
  const { security, connectionIdLength, oldConnectionId } = options;
  const { args, env } = security === undefined ? { args: [], env: {} } : forSecurity(security);
  const all = {
    ...env,
    ...(connectionIdLength !== undefined && { PEER_CONNECTION_ID: String(connectionIdLength) }),
    ...(oldConnectionId !== undefined && { PEER_OLD_CONNECTION_ID: String(oldConnectionId) }),
  };
  return runLeshan(t, "LeshanPeer", [uri, endpoint, ...args], all);
}

function forSecurity(security: LeshanSecurity): {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
} {
  switch (security.kind) {
    case "psk":
      return { args: ["psk", security.identity], env: { PEER_KEY: toHex(security.key) } };
    case "rpk":
      return {
        args: ["rpk"],
        env: {
          PEER_PUBLIC_KEY: toHex(security.publicKey),
          PEER_PRIVATE_KEY: toHex(security.privateKey),
          PEER_SERVER_KEY: toHex(security.serverKey),
        },
      };
    case "x509":
      return {
        args: ["x509", String(security.usage)],
        env: {
          PEER_CERTIFICATE: toHex(security.certificate),
          PEER_PRIVATE_KEY: toHex(security.privateKey),
          PEER_SERVER_CERTIFICATE: toHex(security.serverCertificate),
          PEER_TRUSTED: security.trusted.map((certificate) => toHex(certificate)).join(" "),
        },
      };
  }
}
