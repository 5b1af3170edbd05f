import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { TestContext } from "node:test";
import { programPath, runProgram, type Program } from "./program.js";

const source = resolve("test/interop/leshan");
const libraries = resolve("out/interop/leshan");

/** A file that is there once everything has been fetched. */
const marker = join(libraries, "leshan-client-cf-2.0.0-M15.jar");

/** Fetches Eclipse Leshan from Maven Central, once. */
function fetchLeshan(): void {
  if (existsSync(marker)) return;
  const goal = "org.apache.maven.plugins:maven-dependency-plugin:2.8:copy-dependencies";
  const options = ["-q", "-B", "-f", join(source, "pom.xml"), goal, `-DoutputDirectory=${libraries}`];
  const { status, stdout, stderr } = spawnSync(programPath("mvn"), options, { encoding: "utf8" });
  if (status !== 0 || !existsSync(marker))
    throw new Error(`Eclipse Leshan could not be fetched:\n${stdout}\n${stderr}`);
}

/** Starts a client made of Eclipse Leshan; it lives at most as long as the test. */
export function startLeshan(
  t: TestContext,
  uri: string,
  endpoint: string,
  psk?: { readonly identity: string; readonly key: Uint8Array },
): Program {
  fetchLeshan();
  const args = ["-cp", join(libraries, "*"), join(source, "LeshanPeer.java"), uri, endpoint];
  if (psk === undefined) return runProgram(t, "java", args);
  return runProgram(t, "java", [...args, psk.identity], { env: { PEER_KEY: Buffer.from(psk.key).toString("hex") } });
}
