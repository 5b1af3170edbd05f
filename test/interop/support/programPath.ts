import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import process from "node:process";

/** Which package has a program, for those who lack it. */
const packages: Readonly<Record<string, string>> = {
  "coap-client-openssl": "libcoap3-bin",
  "coap-client-gnutls": "libcoap3-bin",
  "coap-client-notls": "libcoap3-bin",
  "coap-server-openssl": "libcoap3-bin",
  "coap-server-gnutls": "libcoap3-bin",
  openssl: "openssl",
  "gnutls-cli": "gnutls-bin",
  "gnutls-serv": "gnutls-bin",
  java: "openjdk-17-jre-headless",
  javac: "openjdk-17-jdk-headless",
  mvn: "maven",
  go: "golang-go",
  tshark: "tshark",
};

/**
 * The path of a program.
 * @throws if it is missing: a peer that is not there has not been tested
 */
export function programPath(name: string): string {
  if (isAbsolute(name)) return name;
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    const path = join(folder, name);
    if (existsSync(path)) return path;
  }
  throw new Error(`The peer "${name}" is not installed; it is in Debian's package ${packages[name] ?? name}.`);
}

/** Everything that a program prints, on both streams, before it ends by itself. */
export function printedBy(name: string, args: readonly string[]): string {
  const { stdout, stderr } = spawnSync(programPath(name), args, { encoding: "utf8", timeout: 60_000 });
  return `${stdout}\n${stderr}`;
}
