const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or directory",
  EACCES: "this user may not do that",
  EPERM: "this user may not do that",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EISDIR: "it is a directory",
  ENOTDIR: "a part of its path is a file",
};

/** A refusal of the file system in a sentence; every other error as it is. `done`: "read", "written". */
export const fileFault = (path: string, done: string, error: unknown): unknown => {
  const reason = error instanceof Error && "code" in error ? REASONS[String(error.code)] : undefined;
  return reason === undefined ? error : new Error(`${path} cannot be ${done}: ${reason}`, { cause: error });
};
