import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import process from "node:process";
import type { TestContext } from "node:test";
import { meetPeer } from "./matrix.js";
import { peerOfProgram } from "./peers.js";
import { programPath } from "./programPath.js";

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
  const peer = peerOfProgram(name, args);
  if (peer !== undefined) meetPeer(t, peer);
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
