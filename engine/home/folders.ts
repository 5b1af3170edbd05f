import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { homedir, hostname, tmpdir, userInfo } from "node:os";
import { posix, win32 } from "node:path";
import process from "node:process";

/** Where the engine of this user and machine keeps what it has, and where it listens. */
export interface EngineHome {
  /** Claims, state and log. */
  readonly folder: string;
  readonly listening:
    /** A folder for sockets whose path is short enough for them; the claims in `folder` say which one is in use. */
    | { readonly kind: "sockets"; readonly folder: string }
    /** One name that only one process can have. */
    | { readonly kind: "pipe"; readonly name: string };
}

/** What of this process and machine decides where the home is. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** The number of the user; -1 on Windows. */
  readonly userId: number;
  readonly userName: string;
  readonly homeFolder: string;
  readonly temporaryFolder: string;
  /** Something that other machines do not have. */
  readonly machine: string;
}

const productFolder = "lwm2m-workbench";

/** A socket's path may have 104 bytes on macOS and 108 on Linux, with a zero at its end. */
const longestSocketPath = 100;

/** What `socketName` makes, with the separator before it. */
const socketNameLength = "/0123456789abcdef.sock".length;

/**
 * The home of the engine: `LWM2M_ENGINE_HOME`, or a folder of the user's own. Two machines that share a user's files do
 * not share an engine, so a default home has a folder for each machine.
 */
export function resolveHome(home: string | undefined, around: Surroundings): EngineHome {
  const path = around.platform === "win32" ? win32 : posix;
  const told = home ?? around.env["LWM2M_ENGINE_HOME"];
  const folder =
    told === undefined || told === ""
      ? path.join(stateBase(around), productFolder, digest(around.machine).slice(0, 12))
      : path.resolve(told);
  if (around.platform === "win32") return { folder, listening: { kind: "pipe", name: pipeName(folder, around) } };
  const candidates = [
    ...(told === undefined || told === "" ? [] : [folder]),
    ...(isSet(around.env["XDG_RUNTIME_DIR"]) ? [posix.join(around.env["XDG_RUNTIME_DIR"], productFolder)] : []),
    posix.join(around.temporaryFolder, `${productFolder}-${around.userId}`),
  ];
  const fitting = candidates.find((candidate) => Buffer.byteLength(candidate) + socketNameLength <= longestSocketPath);
  return { folder, listening: { kind: "sockets", folder: fitting ?? `/tmp/${productFolder}-${around.userId}` } };
}

/** Where this system keeps what programs remember. */
function stateBase({ env, platform, homeFolder }: Surroundings): string {
  if (platform === "win32") return env["LOCALAPPDATA"] ?? win32.join(homeFolder, "AppData", "Local");
  if (platform === "darwin") return posix.join(homeFolder, "Library", "Application Support");
  // The XDG specification has relative paths ignored.
  const told = env["XDG_STATE_HOME"];
  return isSet(told) && posix.isAbsolute(told) ? told : posix.join(homeFolder, ".local", "state");
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== "";
}

/** Different for each user and home; a user's name may have characters that a pipe's name must not have. */
function pipeName(folder: string, { userName }: Surroundings): string {
  const readable = userName.replaceAll(/[^\w.-]/gu, "_").slice(0, 32);
  const unique = digest(`${userName}\0${folder.toLowerCase()}`).slice(0, 16);
  return `\\\\.\\pipe\\${productFolder}-${readable}-${unique}`;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The surroundings of this process; `env` is its own unless told. */
export function processSurroundings(env: Surroundings["env"] = process.env): Surroundings {
  return {
    env,
    platform: process.platform,
    userId: process.getuid?.() ?? -1,
    userName: userName(),
    homeFolder: homedir(),
    temporaryFolder: tmpdir(),
    machine: machineId(),
  };
}

/** The user's name; a number without a name, as containers have it, throws in Node. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return "user";
  }
}

/** Linux keeps an ID that, unlike the host's name, does not change with the network. */
function machineId(): string {
  try {
    const id = readFileSync("/etc/machine-id", "utf8").trim();
    if (id !== "") return id;
  } catch {
    // Other systems have none; there the home is not shared between machines either.
  }
  return process.platform === "linux" ? hostname() : "";
}
