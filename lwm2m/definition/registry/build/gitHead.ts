import { readFile } from "node:fs/promises";
import { isAbsolute, join, resolve } from "node:path";

/** The commit that a git checkout stands on, read without git; undefined if the folder is no checkout of its own. */
export async function gitHead(folder: string): Promise<string | undefined> {
  const gitFolder = await findGitFolder(folder);
  if (gitFolder === undefined) return undefined;
  const head = await readText(join(gitFolder, "HEAD"));
  if (head === undefined) return undefined;
  const branch = /^ref: (\S+)$/u.exec(head)?.[1];
  if (branch === undefined) return commitOf(head);
  // A worktree keeps its HEAD for itself and its branches in the folder that `commondir` names.
  const common = await readText(join(gitFolder, "commondir"));
  const shared = common === undefined ? gitFolder : resolve(gitFolder, common);
  const loose = await readText(join(shared, branch));
  if (loose !== undefined) return commitOf(loose);
  const packed = (await readText(join(shared, "packed-refs"))) ?? "";
  const line = packed.split("\n").find((candidate) => candidate.endsWith(` ${branch}`));
  return commitOf(line?.split(" ")[0] ?? "");
}

/** `.git` is a folder, or in a worktree a file that names one. */
async function findGitFolder(folder: string): Promise<string | undefined> {
  const link = /^gitdir: (.+)$/u.exec((await readText(join(folder, ".git"))) ?? "")?.[1];
  if (link !== undefined) return isAbsolute(link) ? link : join(folder, link);
  const gitFolder = join(folder, ".git");
  return (await readText(join(gitFolder, "HEAD"))) === undefined ? undefined : gitFolder;
}

function commitOf(text: string): string | undefined {
  return /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/u.test(text) ? text : undefined;
}

/** A small text file without white space at its edges; undefined if it cannot be read. */
async function readText(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, "utf8")).trim();
  } catch {
    return undefined;
  }
}
