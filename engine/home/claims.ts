import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readlinkSync, symlinkSync, unlinkSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { systemCode } from "./systemError.js";

/**
 * Who is the engine of a home. A claim is a symbolic link `claim-<number>` to the socket that its process listened on
 * before it made the link; making one is atomic, so that of two processes only one gets a number. The highest number
 * counts, and only who has a higher one removes it. It stays when its process ends, so that numbers only grow: a
 * process that slept between looking and claiming sees the higher number afterwards, and gives up.
 *
 * A socket that nobody listens on answers at once that it is dead, whatever happened to its process. No process number,
 * which another program might have got meanwhile, and no waiting time is involved.
 */
export interface Claim {
  readonly number: number;
  /** The path of the socket. */
  readonly socket: string;
}

/** Each try that fails is another process's success, so that a few are enough. */
const mostTries = 1000;

const claimName = /^claim-([1-9]\d{0,14})$/u;

/** The claims in a folder, the highest first. */
function listClaims(folder: string): readonly Claim[] {
  const numbers = readdirSync(folder)
    .map((name) => Number(claimName.exec(name)?.[1] ?? 0))
    .filter((number) => number > 0)
    .sort((left, right) => right - left);
  return numbers.flatMap((number) => {
    const path = claimPath(folder, number);
    // What is no link has the number all the same, and nobody listens there.
    const socket = ignoring(["EINVAL"], () => readlinkSync(path), path);
    return socket === undefined ? [] : [{ number, socket }];
  });
}

/** The claim that counts; undefined if there was never an engine. */
export function highestClaim(folder: string): Claim | undefined {
  return ignoring([], () => listClaims(folder)[0]);
}

/** A path for a socket that no other process uses. */
export function newSocketPath(folder: string): string {
  return join(folder, `${randomBytes(8).toString("hex")}.sock`);
}

/**
 * Claims a home for the process that listens on `socket`; undefined if another engine has it.
 * @throws if the folder cannot be written
 */
export async function claim(folder: string, socket: string): Promise<Claim | undefined> {
  for (let tries = 0; tries < mostTries; tries++) {
    const before = highestClaim(folder);
    if (before !== undefined && (await isListening(before.socket))) return undefined;
    const mine: Claim = { number: (before?.number ?? 0) + 1, socket };
    const isMade = ignoring(["EEXIST"], () => {
      symlinkSync(socket, claimPath(folder, mine.number));
      return true;
    });
    if (isMade !== true) continue;
    const claims = listClaims(folder);
    if (claims[0]?.number !== mine.number) {
      remove(claimPath(folder, mine.number));
      continue;
    }
    for (const older of claims.slice(1)) {
      remove(claimPath(folder, older.number));
      remove(older.socket);
    }
    return mine;
  }
  throw new Error("others keep coming before");
}

/** True if a claim still is the one that counts, and its socket is there: somebody may have cleaned up. */
export function isInForce(folder: string, { number, socket }: Claim): boolean {
  const highest = highestClaim(folder);
  return highest?.number === number && highest.socket === socket && existsSync(socket);
}

/** True if a process listens there; also if it is too busy to say so. */
export function isListening(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = connect(socket);
    connection.once("connect", () => {
      connection.destroy();
      resolve(true);
    });
    connection.once("error", (error) => {
      connection.destroy();
      // EAGAIN: it listens, but its queue is full.
      resolve(systemCode(error) === "EAGAIN");
    });
  });
}

function claimPath(folder: string, number: number): string {
  return join(folder, `claim-${number}`);
}

function remove(path: string): void {
  ignoring([], () => {
    unlinkSync(path);
  });
}

/** What `action` answers, or `otherwise` if it fails for one of these reasons; undefined if something is not there. */
function ignoring<T>(codes: readonly string[], action: () => T, otherwise?: T): T | undefined {
  try {
    return action();
  } catch (error) {
    const code = systemCode(error) ?? "";
    if (code === "ENOENT") return undefined;
    if (codes.includes(code)) return otherwise;
    throw error;
  }
}
