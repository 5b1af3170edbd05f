import { chmodSync, closeSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { reasonOf } from "../../lwm2m/base/systemError.js";

const writeReasons = {
  EACCES: "You are not allowed to write here; check the permissions of the file and its folder.",
  EPERM: "You are not allowed to write here; check the permissions of the file and its folder.",
};

/** Bits of a file's mode that let anybody write it. */
const anyWriter = 0o222;

/**
 * Replaces the text of a file at once: whoever reads it meanwhile sees the old text or the new one, never a part.
 * A symbolic link stays, its target changes; the mode stays. Answers a sentence if it could not be written.
 */
export function writeText(path: string, text: string): string | undefined {
  let temporary: string | undefined;
  try {
    const target = realpathSync(path);
    const { mode } = statSync(target);
    if ((mode & anyWriter) === 0) return "This file is read-only; it was not changed.";
    temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
    writeNew(temporary, text, mode);
    renameSync(temporary, target);
    return undefined;
  } catch (error) {
    if (temporary !== undefined) rmSync(temporary, { force: true });
    return reasonOf(error, writeReasons);
  }
}

function writeNew(path: string, text: string, mode: number): void {
  const file = openSync(path, "wx", mode);
  try {
    // `mode` above is subject to the umask; here it is not.
    chmodSync(path, mode);
    const bytes = Buffer.from(text, "utf8");
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
  } finally {
    closeSync(file);
  }
}
