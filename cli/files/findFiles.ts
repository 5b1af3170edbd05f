import { readdirSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { globSync, isDynamicPattern } from "tinyglobby";
import { reasonOf, systemErrorCode } from "../../lwm2m/base/systemError.js";
import { unreadableKind } from "./readText.js";
import { compareNames, walk, type Found } from "./walk.js";

/** Where names are looked up. */
export interface Place {
  /** The current folder as an absolute path. */
  readonly cwd: string;
  readonly platform: NodeJS.Platform;
}

/**
 * The files that arguments of the command line stand for: names of files, folders, glob patterns. Every file comes
 * once, in the order of the arguments.
 */
export function* findFiles(targets: readonly string[], place: Place): Generator<Found> {
  const seen = new Set<string>();
  for (const target of targets) {
    for (const found of findTarget(target, place)) {
      const key = `${found.kind} ${found.path}`;
      if (!seen.has(key)) yield found;
      seen.add(key);
    }
  }
}

function* findTarget(target: string, place: Place): Generator<Found> {
  const path = resolve(place.cwd, target);
  if (target === "") {
    yield { kind: "problem", path, message: "One argument is empty; write . for the current folder." };
    return;
  }
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) {
      yield* walk(path);
      return;
    }
    const message = unreadableKind(stats);
    yield message === undefined ? { kind: "file", path, isNamed: true } : { kind: "problem", path, message };
  } catch (error) {
    const pattern = place.platform === "win32" ? target.replaceAll("\\", "/") : target;
    if (systemErrorCode(error) === "ENOENT" && isDynamicPattern(pattern)) yield* findMatches(target, pattern, place);
    else yield { kind: "problem", path, message: reasonOf(error) };
  }
}

function* findMatches(target: string, pattern: string, { cwd }: Place): Generator<Found> {
  const problems: Found[] = [];
  const read = watchedReadDirectory(problems);
  const matches = globSync(pattern, {
    cwd,
    absolute: true,
    expandDirectories: false,
    ignore: ["**/node_modules/**", "**/.git/**"],
    fs: { readdirSync: read },
  });
  yield* problems;
  if (matches.length === 0) {
    yield { kind: "problem", path: resolve(cwd, target), message: "No file matches this pattern." };
  }
  for (const match of matches.sort(compareNames)) yield { kind: "file", path: resolve(match), isNamed: false };
}

/** Reads folders for the glob, which itself passes over those that it may not read. */
function watchedReadDirectory(problems: Found[]): typeof readdirSync {
  return new Proxy(readdirSync, {
    apply: (read, self: unknown, parameters: Parameters<typeof readdirSync>): unknown => {
      try {
        return Reflect.apply(read, self, parameters);
      } catch (error) {
        problems.push({ kind: "problem", path: resolve(String(parameters[0])), message: reasonOf(error) });
        throw error;
      }
    },
  });
}
