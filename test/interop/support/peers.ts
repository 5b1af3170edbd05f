import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Peer } from "./matrix.js";
import { printedBy } from "./programPath.js";

/** Programs whose peer has another name than they have, or another way to tell its version; by the first argument too. */
const programs: Readonly<Record<string, { readonly name: (mode: string) => string; readonly version: () => string }>> =
  {
    openssl: { name: (mode) => `openssl ${mode}`, version: () => firstNumber(printedBy("openssl", ["version"])) },
    "gnutls-cli": gnutls("gnutls-cli"),
    "gnutls-serv": gnutls("gnutls-serv"),
    "coap-client-openssl": libcoap("coap-client-openssl"),
    "coap-client-gnutls": libcoap("coap-client-gnutls"),
    "coap-server-openssl": libcoap("coap-server-openssl"),
    "coap-server-gnutls": libcoap("coap-server-gnutls"),
  };

const versions = new Map<string, string>();

/** The peer that a program is; undefined for one that only carries another, such as Java. */
export function peerOfProgram(program: string, args: readonly string[]): Peer | undefined {
  const known = programs[program];
  if (known === undefined) return undefined;
  const version = versions.get(program) ?? known.version();
  versions.set(program, version);
  const name = known.name(args[0] ?? "");
  return { name, version, role: /client|cli$/u.test(name) ? "client" : "server" };
}

/** A package of npm as a client, from the folder that it is installed in. */
export function peerOfPackage(folder: string): Peer {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const { name, version } = manifest as { readonly name: string; readonly version: string };
  return { name: `npm's ${name}`, version, role: "client" };
}

function gnutls(program: string) {
  return { name: () => program, version: () => firstNumber(printedBy(program, ["--version"])) };
}

/** libcoap's programs tell their version, and that of the library below, where they explain an option without its value. */
function libcoap(program: string) {
  const version = (): string => {
    const text = printedBy(program, ["-p"]);
    const [, own] = /v(\d[\d.]*)/u.exec(text) ?? [];
    const [, library, release] = /TLS Library: (\w+) - runtime ([\d.]+)/u.exec(text) ?? [];
    return `${own ?? "unknown"}, ${library ?? "unknown"} ${release ?? ""}`;
  };
  return { name: () => program, version };
}

function firstNumber(text: string): string {
  return /\d+(?:\.\d+)+/u.exec(text)?.[0] ?? "unknown";
}
