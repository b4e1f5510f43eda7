// How long work tells how far it is, and learns that it is no longer wanted.

export type Progress = {
  /** Stores the progress. Throws WorkCancelled when somebody asked to cancel. */
  readonly report: (phase: string, done: number, total: number) => Promise<void>;
};

/** Thrown through a transaction, so that nothing of the work stays. */
export class WorkCancelled extends Error {
  override name = "WorkCancelled";
}

/** For callers without a progress bar. */
export const silentProgress: Progress = { report: async () => undefined };
