import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import type { TestContext } from "node:test";
import { meetPeer, type Peer } from "./matrix.js";
import { runProgram, type Program } from "./program.js";
import { programPath } from "./programPath.js";

const source = resolve("test/interop/leshan");
const libraries = resolve("out/interop/leshan");
const classes = join(libraries, "classes");

const pom = join(source, "pom.xml");

const [, release = "unknown"] =
  /<artifactId>leshan-client-cf<\/artifactId>\s*<version>([^<]+)</u.exec(readFileSync(pom, "utf8")) ?? [];

/** Files that are there once everything has been fetched, also in a folder that was filled for fewer peers. */
const markers = ["client", "server"].map((side) => join(libraries, `leshan-${side}-cf-${release}.jar`));

const version = `${release}, Californium 3.12.0`;

/** What is made of Eclipse Leshan: a Java file, and the peer that it is in the matrix. */
export const leshanPeers = {
  LeshanPeer: { name: "Leshan's client", version, role: "client" },
  LeshanServerPeer: { name: "Leshan's server", version, role: "server" },
  LeshanBootstrapPeer: { name: "Leshan's bootstrap server", version, role: "server" },
} as const satisfies Readonly<Record<string, Peer>>;

export type LeshanProgram = keyof typeof leshanPeers;

/** Fetches Eclipse Leshan from Maven Central, once. */
function fetchLeshan(): void {
  if (markers.every((marker) => existsSync(marker))) return;
  const goal = "org.apache.maven.plugins:maven-dependency-plugin:2.8:copy-dependencies";
  run("mvn", ["-q", "-B", "-f", pom, goal, `-DoutputDirectory=${libraries}`]);
}

/** Compiles the peers, if they have changed since. */
function compilePeers(): void {
  const files = readdirSync(source)
    .filter((name) => name.endsWith(".java"))
    .map((name) => join(source, name));
  const newest = Math.max(...[...files, pom].map((file) => statSync(file).mtimeMs));
  const compiled = statSync(join(classes, "LeshanPeer.class"), { throwIfNoEntry: false });
  if (compiled !== undefined && compiled.mtimeMs > newest) return;
  run("javac", ["-d", classes, "-cp", join(libraries, "*"), ...files]);
}

/** The classes of everything that was fetched for Eclipse Leshan whose names match. */
export function leshanClasses(wanted: RegExp): readonly string[] {
  fetchLeshan();
  const jars = readdirSync(libraries).filter((name) => name.endsWith(".jar"));
  return jars.flatMap((name) =>
    run("jar", ["tf", join(libraries, name)])
      .split("\n")
      .filter((one) => wanted.test(one)),
  );
}

function run(program: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(programPath(program), args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`Eclipse Leshan is not ready, as ${program} has failed:\n${stdout}\n${stderr}`);
  return stdout;
}

/** Starts a program made of Eclipse Leshan; it lives at most as long as the test. */
export function runLeshan(
  t: TestContext,
  name: LeshanProgram,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Program {
  fetchLeshan();
  compilePeers();
  meetPeer(t, leshanPeers[name]);
  return runProgram(t, "java", ["-cp", [classes, join(libraries, "*")].join(delimiter), name, ...args], { env });
}
