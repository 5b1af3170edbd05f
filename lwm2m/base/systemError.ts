/** What the operating system's error codes mean for somebody who named a file. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: "There is no such file or folder.",
  ENOTDIR: "A part of this path is a file, not a folder.",
  EISDIR: "This is a folder, not a file.",
  EACCES: "You are not allowed to read this; check its permissions.",
  EPERM: "The system does not allow this.",
  ELOOP: "Its symbolic links lead in a circle.",
  ENAMETOOLONG: "This name is longer than the system allows.",
  EMFILE: "Too many files are open; raise the limit of the system.",
  ENOSPC: "The disk is full.",
  EROFS: "The disk is read-only.",
  EBUSY: "Another program uses this file.",
  EIO: "The disk could not read it.",
};

/** One sentence about why something could not be read or written. Rethrows what is no error of the system. */
export function reasonOf(error: unknown, texts: Readonly<Record<string, string>> = {}): string {
  const code = systemErrorCode(error);
  if (code === undefined) throw error;
  return texts[code] ?? reasons[code] ?? `The system says ${code}.`;
}

/** The code of an error of the operating system, such as `ENOENT`; undefined for any other error. */
export function systemErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return undefined;
  return /^E(?!RR_)[A-Z0-9]+$/u.test(error.code) ? error.code : undefined;
}
