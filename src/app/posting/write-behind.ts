// One write at a time, and the next made ready meanwhile: a connection takes one statement after
// the other, and whoever prepares rows need not wait for the rows before them.

export class WriteBehind {
  #current: Promise<void> = Promise.resolve();

  /** Begins the write when the one before it has ended; throws what that one threw. */
  async begin(write: () => Promise<void>): Promise<void> {
    await this.#current;
    this.#current = write();
    // looked at with the next write or at the end; until then nobody else need hear of it
    this.#current.catch(() => {});
  }

  /** The connection is free; throws what the last write threw. */
  free(): Promise<void> {
    return this.#current;
  }
}
