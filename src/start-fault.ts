// What keeps the program from starting, told to the person at the terminal in one sentence.
// Only main.ts and the command line catch it: they print the sentence and never a stack trace.

export class StartFault extends Error {
  override name = "StartFault";
}

/** Errors of the operating system that a user can do something about, worded with the remedy. */
export function explainSystemError(error: unknown, path: string): StartFault | null {
  switch (systemErrorCode(error)) {
    case "EACCES":
    case "EPERM":
      return new StartFault(
        `This user may not write to ${path}. Change its owner or its rights, or name another folder in QINGZHANG_DATA.`,
      );
    case "EROFS":
      return new StartFault(
        `${path} is on a read-only file system. Name a writable folder in QINGZHANG_DATA.`,
      );
    case "ENOSPC":
    case "EDQUOT":
      return new StartFault(
        `The disk that holds ${path} is full. Free some space and start again.`,
      );
    case "ENOTDIR":
    case "EEXIST":
      return new StartFault(
        `${path} cannot be used as a folder: a file of that name is in the way.`,
      );
    default:
      return null;
  }
}

export function systemErrorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error)) return null;
  return typeof error.code === "string" ? error.code : null;
}
