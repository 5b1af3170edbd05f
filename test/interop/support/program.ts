import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import process from "node:process";
import type { TestContext } from "node:test";

/** Milliseconds until a peer counts as hanging. Generous: a busy machine is no failure. */
const patience = 60_000;

/** A peer's program while it runs. */
export interface Program {
  /** Everything that it has printed, on both streams. */
  readonly output: () => string;
  /** Fulfilled when its output has a match, rejected when it ends or is silent for too long. */
  readonly prints: (pattern: RegExp) => Promise<RegExpExecArray>;
  /** Fulfilled with its exit code when it has ended. */
  readonly ended: Promise<number | null>;
  readonly write: (text: string) => void;
  readonly kill: () => void;
}

export interface ProgramOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

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
  mvn: "maven",
  tshark: "tshark",
};

/**
 * The path of a program.
 * @throws if it is missing: a peer that is not there has not been tested
 */
export function programPath(name: string): string {
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    const path = join(folder, name);
    if (existsSync(path)) return path;
  }
  throw new Error(`The peer "${name}" is not installed; it is in Debian's package ${packages[name] ?? name}.`);
}

/** The version that a program tells, for the report. */
export function versionLine(name: string, args: readonly string[]): string {
  const { stdout, stderr } = spawnSync(programPath(name), args, { encoding: "utf8" });
  return `${stdout}\n${stderr}`.trim().split("\n")[0] ?? "";
}

/** Starts a program that lives at most as long as the test. */
export function runProgram(
  t: TestContext,
  name: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Program {
  const child = spawn(programPath(name), args, {
    env: { ...process.env, ...options.env },
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
  return watch(t, child, name);
}

function watch(t: TestContext, child: ChildProcessWithoutNullStreams, name: string): Program {
  let output = "";
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of [...listeners]) listener();
  };
  const add = (chunk: Buffer): void => {
    output += chunk.toString("latin1");
    tell();
  };
  child.stdout.on("data", add);
  child.stderr.on("data", add);
  // A peer that has left no longer reads, which is not what is tested.
  child.stdin.on("error", () => undefined);
  let isOver = false;
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      isOver = true;
      resolve(code);
      tell();
    });
  });
  ended.catch(() => undefined);
  t.after(async () => {
    child.kill("SIGKILL");
    await ended.catch(() => undefined);
  });
  const prints = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const stop = (): void => {
        listeners.delete(look);
        clearTimeout(watchdog);
      };
      const fail = (why: string): void => {
        stop();
        reject(new Error(`${name} ${why} before it printed ${String(pattern)}. It printed:\n${output}`));
      };
      const look = (): void => {
        const match = pattern.exec(output);
        if (match !== null) {
          stop();
          resolve(match);
        } else if (isOver) fail("ended");
      };
      const watchdog = setTimeout(() => {
        fail("was silent for a minute");
      }, patience);
      listeners.add(look);
      look();
    });
  return {
    output: () => output,
    prints,
    ended,
    write: (text) => void child.stdin.write(text),
    kill: () => void child.kill(),
  };
}
