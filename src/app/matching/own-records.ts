// What a run has recorded so far: what was read ahead still holds if nobody but the run has recorded
// anything since, but for the items the run itself has settled meanwhile.

/** How many transactions back something may have been read. */
const mostKept = 8;

export class OwnRecords {
  readonly #records: { readonly mark: string; readonly itemIds: ReadonlySet<number> }[] = [];

  /** The books as the run finds them; what it recorded before others did no longer matters. */
  beginAt(mark: string): void {
    if (this.#records.at(-1)?.mark === mark) return;
    this.#records.splice(0, Infinity, { mark, itemIds: new Set() });
  }

  /** A transaction of the run has ended: the mark it left and the items it was about. */
  add(mark: string, itemIds: ReadonlySet<number>): void {
    this.#records.push({ mark, itemIds });
    if (this.#records.length > mostKept) this.#records.shift();
  }

  /** Of these items those the run has settled since the mark; null: others have recorded since. */
  settledSince(mark: string, itemIds: ReadonlySet<number>): number[] | null {
    const at = this.#records.findLastIndex((record) => record.mark === mark);
    if (at < 0) return null;
    const later = this.#records.slice(at + 1);
    return [...itemIds].filter((id) => later.some((record) => record.itemIds.has(id)));
  }
}
