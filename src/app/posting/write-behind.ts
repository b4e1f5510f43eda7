// Writes one after the other, and what comes next made ready meanwhile: a connection takes one
// statement after the other, and whoever prepares rows need not wait for the rows before them.

export class WriteBehind {
  #last: Promise<void> = Promise.resolve();

  /** Begins the write when those before it have ended; after one that failed none is begun. */
  begin(write: () => Promise<void>): void {
    this.#last = this.#last.then(write);
    // looked at in the end; until then nobody else need hear of it
    this.#last.catch(() => {});
  }

  /** The connection is free; throws what a write threw. */
  free(): Promise<void> {
    return this.#last;
  }
}
