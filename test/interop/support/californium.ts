import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import type { TestContext } from "node:test";
import { toHex } from "../../../lwm2m/base/bytes.js";
import { meetPeer, type Peer } from "./matrix.js";
import type { PeerCertificates, PeerRawKeys } from "./peerKeys.js";
import { runProgram, type Program } from "./program.js";
import { programPath } from "./programPath.js";

const source = resolve("test/interop/californium");
const libraries = resolve("out/interop/californium");
const classes = join(libraries, "classes");
const pom = join(source, "pom.xml");
const [, version = "unknown"] =
  /<artifactId>californium-core<\/artifactId>\s*<version>([^<]+)</u.exec(readFileSync(pom, "utf8")) ?? [];

let isBuilt = false;

/** Fetches Eclipse Californium from Maven Central and compiles the peer, once in a process. */
function build(): void {
  if (isBuilt) return;
  // There once everything has been fetched.
  if (!existsSync(join(libraries, `scandium-${version}.jar`))) {
    const goal = "org.apache.maven.plugins:maven-dependency-plugin:2.8:copy-dependencies";
    run("mvn", ["-q", "-B", "-f", pom, goal, `-DoutputDirectory=${libraries}`]);
  }
  const files = readdirSync(source).filter((name) => name.endsWith(".java"));
  run("javac", ["-d", classes, "-cp", join(libraries, "*"), ...files.map((name) => join(source, name))]);
  isBuilt = true;
}

function run(program: string, args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(programPath(program), args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`The peer of Eclipse Californium could not be built:\n${stdout}\n${stderr}`);
}

/** What a peer proves itself with. */
export type CaliforniumSecurity =
  | { readonly kind: "none" }
  | { readonly kind: "psk"; readonly identity: string; readonly key: Uint8Array }
  | { readonly kind: "x509"; readonly files: PeerCertificates["files"] }
  | { readonly kind: "rpk"; readonly files: PeerRawKeys["files"] };

export interface CaliforniumOptions {
  readonly security?: CaliforniumSecurity;
  /** The only one that it has. */
  readonly suite?: string;
  /** How long the connection ID is that we shall put into our records; 0 for none, but it uses ours. */
  readonly connectionIdLength?: number;
  /** Whether the signals of RFC 8323 are added to it, which it does not have. */
  readonly hasSignals?: boolean;
  /** Whether a client over TLS takes a certificate of any name. */
  readonly ignoresName?: boolean;
}

export function californiumPeer(role: Peer["role"], hasSignals = false): Peer {
  return { name: `Californium ${role}`, version: hasSignals ? `${version} and signals of ours` : version, role };
}

export type CaliforniumScheme = "coap" | "coaps" | "coap+tcp" | "coaps+tcp";

/** Starts a client for an address such as `coap://127.0.0.1:5683`; it lives at most as long as the test. */
export async function startCaliforniumClient(
  t: TestContext,
  uri: string,
  options: CaliforniumOptions = {},
): Promise<Program> {
  const peer = start(t, "client", ["client", uri], options);
  await peer.prints(/^ready$/mu);
  return peer;
}

/** Starts a server; it lives at most as long as the test. */
export async function startCaliforniumServer(
  t: TestContext,
  scheme: CaliforniumScheme,
  at: { readonly host: string; readonly port: number },
  options: CaliforniumOptions = {},
): Promise<Program> {
  const peer = start(t, "server", ["server", scheme, at.host, `${at.port}`], options);
  await peer.prints(/^listening$/mu);
  return peer;
}

function start(t: TestContext, role: Peer["role"], args: readonly string[], options: CaliforniumOptions): Program {
  build();
  const { security = { kind: "none" }, suite, connectionIdLength, hasSignals = false, ignoresName = false } = options;
  meetPeer(t, californiumPeer(role, hasSignals));
  const env = {
    ...environmentOf(security, role),
    ...(suite !== undefined && { PEER_SUITE: suite }),
    ...(connectionIdLength !== undefined && { PEER_CONNECTION_ID: `${connectionIdLength}` }),
    ...(ignoresName && { PEER_IGNORES_NAME: "yes" }),
    ...(hasSignals && { PEER_SIGNALS: "yes" }),
  };
  return runJava(t, args, env);
}

function runJava(t: TestContext, args: readonly string[], env: Readonly<Record<string, string>> = {}): Program {
  const path = [classes, join(libraries, "*")].join(delimiter);
  return runProgram(t, "java", ["-cp", path, "CaliforniumPeer", ...args], { env });
}

function environmentOf(security: CaliforniumSecurity, role: Peer["role"]): Readonly<Record<string, string>> {
  const isClient = role === "client";
  switch (security.kind) {
    case "none":
      return {};
    case "psk":
      return { PEER_IDENTITY: security.identity, PEER_KEY: toHex(security.key) };
    case "x509": {
      const { authority, deviceCertificate, deviceKey, serverCertificate, serverKey } = security.files;
      return {
        PEER_CERTIFICATE: isClient ? deviceCertificate : serverCertificate,
        PEER_PRIVATE_KEY: isClient ? deviceKey : serverKey,
        PEER_TRUSTED: authority,
      };
    }
    case "rpk": {
      const { deviceKey, devicePublicKey, serverKey, serverPublicKey } = security.files;
      return {
        PEER_PRIVATE_KEY: isClient ? deviceKey : serverKey,
        PEER_PUBLIC_KEY: isClient ? devicePublicKey : serverPublicKey,
        PEER_PEER_KEY: isClient ? serverPublicKey : devicePublicKey,
      };
    }
  }
}

/** The cipher suites of Java's TLS, a line each. */
export async function listJavaSuites(t: TestContext): Promise<string> {
  build();
  const peer = runJava(t, ["suites"]);
  await peer.ended;
  return peer.output();
}

/** Has a client do something; the same is never asked twice of one. Its answer is told. */
export async function order(peer: Program, text: string): Promise<string> {
  peer.write(`${text}\n`);
  const [, answer = ""] = await peer.prints(new RegExp(`^${text.replaceAll(".", "\\.")}: (.*)$`, "mu"));
  return answer;
}
