import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { TestContext } from "node:test";
import { toHex } from "../../../lwm2m/base/bytes.js";
import { meetPeer, type Peer } from "./matrix.js";
import { runProgram, type Program } from "./program.js";
import { programPath } from "./programPath.js";

const source = resolve("test/interop/leshan");
const libraries = resolve("out/interop/leshan");

/** A file that is there once everything has been fetched. */
const marker = join(libraries, "leshan-client-cf-2.0.0-M15.jar");

const leshanClient: Peer = { name: "Leshan's client", version: "2.0.0-M15, Californium 3.12.0", role: "client" };

/** Fetches Eclipse Leshan from Maven Central, once. */
function fetchLeshan(): void {
  if (existsSync(marker)) return;
  const goal = "org.apache.maven.plugins:maven-dependency-plugin:2.8:copy-dependencies";
  const options = ["-q", "-B", "-f", join(source, "pom.xml"), goal, `-DoutputDirectory=${libraries}`];
  const { status, stdout, stderr } = spawnSync(programPath("mvn"), options, { encoding: "utf8" });
  if (status !== 0 || !existsSync(marker))
    throw new Error(`Eclipse Leshan could not be fetched:\n${stdout}\n${stderr}`);
}

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
  fetchLeshan();
  meetPeer(t, leshanClient);
  const { security, connectionIdLength, oldConnectionId } = options;
  const { args, env } = security === undefined ? { args: [], env: {} } : forSecurity(security);
  const all = {
    ...env,
    ...(connectionIdLength !== undefined && { PEER_CONNECTION_ID: String(connectionIdLength) }),
    ...(oldConnectionId !== undefined && { PEER_OLD_CONNECTION_ID: String(oldConnectionId) }),
  };
  const program = ["-cp", join(libraries, "*"), join(source, "LeshanPeer.java"), uri, endpoint, ...args];
  return runProgram(t, "java", program, { env: all });
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
