import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { TestContext } from "node:test";
import { meetPeer, type Peer } from "./matrix.js";
import { runProgram, type Program } from "./program.js";
import { programPath } from "./programPath.js";

const source = resolve("test/interop/pion");
const program = resolve("out/interop/pion-peer");
const [, version = "unknown"] = /pion\/dtls\/v3 v(\S+)/u.exec(readFileSync(join(source, "go.mod"), "utf8")) ?? [];

export function pionPeer(role: Peer["role"]): Peer {
  return { name: `pion/dtls ${role}`, version, role };
}

let isBuilt = false;

/** Fetches pion/dtls and builds the peer, once in a process; Go does no more than needed. */
function build(): void {
  if (isBuilt) return;
  const { status, stdout, stderr } = spawnSync(programPath("go"), ["build", "-o", program, "."], {
    cwd: source,
    encoding: "utf8",
  });
  if (status !== 0)
    throw new Error(`The peer of pion/dtls could not be built; it takes Go 1.24.\n${stdout}\n${stderr}`);
  isBuilt = true;
}

/** Starts a client or a server made of pion/dtls; it lives at most as long as the test. */
export function startPion(
  t: TestContext,
  role: Peer["role"],
  { port, args }: { readonly port: number; readonly args: readonly string[] },
): Program {
  build();
  meetPeer(t, pionPeer(role));
  return runProgram(t, program, [role, `127.0.0.1:${port}`, ...args]);
}
