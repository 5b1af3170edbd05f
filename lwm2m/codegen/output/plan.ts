import type { GeneratedFile } from "../bindings.js";
import { headerStart } from "../print/header.js";

/** What is in the output folder before. */
export interface ExistingFiles {
  /** Files where generated ones may be, below the output folder, with `/` between folders. */
  readonly paths: readonly string[];
  /**
   * What is at one of these paths, or any other below the output folder: where upper and lower case are the same, or where
   * a symbolic link leads elsewhere, a file can be there that is not among the paths.
   */
  readonly find: (path: string) => FoundFile;
}

/** What is at a path: nothing, a text, or something that no generated file can be, for a reason where one is known. */
export type FoundFile =
  | { readonly kind: "none" }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "other"; readonly reason?: string };

/** What writing comes to. Nothing is done yet. */
export interface OutputPlan {
  /** Files that do not exist. */
  readonly created: readonly GeneratedFile[];
  /** Files that exist with another text, which is told for showing what changes. */
  readonly changed: readonly ChangedFile[];
  /** Paths of files that are as they should be. */
  readonly unchanged: readonly string[];
  /** Paths of files that were generated once, and are not wanted any more. */
  readonly removed: readonly string[];
  /** Files in the way: somebody else has made them, so they stay. */
  readonly refused: readonly RefusedFile[];
}

export interface ChangedFile extends GeneratedFile {
  /** With LF at the ends of its lines. */
  readonly before: string;
}

export interface RefusedFile {
  readonly path: string;
  /** A sentence: why it is not replaced, and what to do. */
  readonly message: string;
}

/**
 * Compares what is wanted with what is there. Only files with the header of the generator are ever replaced or removed.
 * A file that differs only in its line ends is as it should be: Git may have written it like that.
 *
 * A file of the same object version under an old name is removed always; all others that are not wanted only with
 * `prunes`, for a run that knows all that the folder should hold.
 */
export function planOutput(
  existing: ExistingFiles,
  wanted: readonly GeneratedFile[],
  { prunes }: { readonly prunes: boolean },
): OutputPlan {
  const created: GeneratedFile[] = [];
  const changed: ChangedFile[] = [];
  const unchanged: string[] = [];
  const refused: RefusedFile[] = [];
  for (const file of wanted) {
    const found = existing.find(file.path);
    if (found.kind === "none") created.push(file);
    else if (found.kind === "other" || !isGenerated(found.text)) {
      const reason = found.kind === "other" ? found.reason : undefined;
      refused.push({ path: file.path, message: `${reason ?? notOurs} ${whatToDo}` });
    } else if (plainLines(found.text) === file.text) unchanged.push(file.path);
    else changed.push({ ...file, before: plainLines(found.text) });
  }
  return { created, changed, unchanged, removed: leftOver(existing, wanted, prunes), refused };
}

const notOurs = "This file was not generated, so it is not replaced.";
const whatToDo = "Move it away, or choose another folder for what is generated.";

/**
 * True for a text that the generator wrote. Where Git could not merge two of them, the header comes after the mark of the
 * conflict; nobody need put together by hand what can be generated.
 */
export function isGenerated(text: string): boolean {
  return text.replace(/^\uFEFF?(?:<<<<<<<[^\r\n]*\r?\n)?/u, "").startsWith(headerStart);
}

function plainLines(text: string): string {
  return text.replaceAll("\r\n", "\n");
}

function leftOver(existing: ExistingFiles, wanted: readonly GeneratedFile[], prunes: boolean): readonly string[] {
  const paths = new Set(wanted.map(({ path }) => path));
  const versions = new Set(wanted.flatMap(({ path }) => objectVersionOf(path) ?? []));
  return existing.paths.filter((path) => {
    if (paths.has(path)) return false;
    const version = objectVersionOf(path);
    if (!prunes && (version === undefined || !versions.has(version))) return false;
    const found = existing.find(path);
    return found.kind === "text" && isGenerated(found.text);
  });
}

/** `3303_v1_1` of `temperature_3303_v1_1.ts`; undefined for any other file. */
function objectVersionOf(path: string): string | undefined {
  return /^[^/]*?_(\d+_v\d+_\d+)\.ts$/u.exec(path)?.[1];
}

/** True if nothing has to be written or removed, and nothing is in the way. */
export function isUpToDate({ created, changed, removed, refused }: OutputPlan): boolean {
  return [created, changed, removed, refused].every((list) => list.length === 0);
}

/** Paths to be removed that a file system without upper and lower case takes for one that is wanted. */
export function removedFirst({ created, changed, removed }: OutputPlan): readonly string[] {
  const wanted = new Set([...created, ...changed].map(({ path }) => path.toLowerCase()));
  return removed.filter((path) => wanted.has(path.toLowerCase()));
}
