/**
 * The directory cannot be used as an embedded store, for the reason that the message tells in one sentence, with a
 * remedy. Nothing that was kept in it has been changed.
 */
export class UnusableStore extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "UnusableStore";
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EROFS: "it is on a file system that is mounted read-only",
  // Of a directory whose parent is there: some file systems, such as /proc, take no new ones.
  ENOENT: "a directory cannot be made there",
  EACCES: "this user may not write there",
  EPERM: "this user may not write there",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  ENOTDIR: "a part of its path is a file, not a directory",
  EEXIST: "it is a file, not a directory",
};

/** Turns the file system's refusals into a sentence; everything else stays as it is. */
export const explained = (dir: string, error: unknown): unknown => {
  const reason = error instanceof Error && "code" in error ? REASONS[String(error.code)] : undefined;
  return reason === undefined ? error : new UnusableStore(`The store ${dir} cannot be used: ${reason}`, error);
};
