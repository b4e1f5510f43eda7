// The rows of a list that have come so far. The array grows in place: with 100,000 rows nothing is
// copied when a page comes, and who only shows how many there are is not drawn again.

export class LoadedRows<Row> {
  readonly rows: Row[] = [];
  /** Rises when rows came or were replaced. */
  version = 0;
  #pages: readonly { readonly rows: readonly Row[] }[] = [];

  /** Takes the pages as the cache holds them: more of the same, or others. */
  take(pages: readonly { readonly rows: readonly Row[] }[]): void {
    if (pages === this.#pages) return;
    const isSame = this.#pages.every((page, place) => pages[place] === page);
    const from = isSame ? this.#pages.length : 0;
    if (!isSame) this.rows.length = 0;
    for (const page of pages.slice(from)) for (const row of page.rows) this.rows.push(row);
    this.#pages = pages;
    this.version += 1;
  }
}
