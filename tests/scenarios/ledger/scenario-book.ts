// The books of a scenario, in memory: records, what is open now, and what each label wrote.
import assert from "node:assert/strict";
import type { Instant, IsoDate } from "../../../src/core/date.ts";
import { accountOf, type LedgerSettings } from "../../../src/core/ledger/accounts.ts";
import { homeBalance, linesAt } from "../../../src/core/ledger/balance.ts";
import { subtractBooked } from "../../../src/core/ledger/home-amount.ts";
import {
  type OpenItem,
  type OpenReceipt,
  type Posting,
  placeOf,
} from "../../../src/core/ledger/open.ts";
import {
  applyItemUse,
  itemsAt,
  type LedgerRecords,
  receiptsAt,
  withPosting,
} from "../../../src/core/ledger/records.ts";

export const forever = { asOf: "9999-12-31" as IsoDate, knownAt: null };

export type Written = {
  readonly posting: Posting;
  readonly entryId: string;
  readonly date: IsoDate;
  readonly recordedAt: Instant;
};

export class ScenarioBook {
  records: LedgerRecords;
  readonly names = new Map<string, string>();
  readonly written = new Map<string, Written>();
  /** Ids of items and receipts by the order in which later events used them. */
  readonly touched = new Map<string, number>();
  private readonly items = new Map<string, OpenItem>();
  private readonly places = new Map<string, OpenReceipt>();
  private count = 0;

  constructor(books: LedgerSettings) {
    this.records = {
      books,
      customerNames: this.names,
      items: [],
      receipts: [],
      uses: [],
      changes: [],
      entries: [],
    };
  }

  item(id: string): OpenItem {
    const item = this.items.get(id);
    assert.ok(item, `no item ${id}`);
    return item;
  }

  /** The one place the money of a receipt rests in; of a customer where it is in several. */
  receipt(id: string, customerId?: string): OpenReceipt {
    const places = [...this.places.values()].filter((p) => p.receiptId === id);
    const open = places.filter((p) => p.amountMinor !== 0n);
    const wanted = (open.length > 0 ? open : places).filter(
      (p) => customerId === undefined || p.customerId === customerId,
    );
    const last = wanted.at(-1);
    assert.ok(last, `no receipt ${id}`);
    return last;
  }

  /** What nobody has claimed of a receipt, or where it rests instead. */
  unclaimed(id: string): OpenReceipt {
    const rest = this.places.get(`${id} null`);
    return rest && rest.amountMinor !== 0n ? rest : this.receipt(id);
  }

  has(id: string): boolean {
    return this.items.has(id);
  }

  write(label: string, posting: Posting, date: IsoDate): Written {
    this.count += 1;
    const recordedAt = this.instant(this.count);
    const entryId = `E${this.count}`;
    this.records = withPosting(this.records, posting, {
      accountingDate: date,
      recordedAt,
      entryId,
    });
    if (posting.newItem) this.items.set(posting.newItem.itemId, posting.newItem);
    if (posting.newReceipt) this.setPlace(posting.newReceipt);
    for (const use of posting.uses) {
      this.touched.set(use.of === "item" ? use.itemId : use.receiptId, this.count);
      if (use.of === "item") this.items.set(use.itemId, applyItemUse(this.item(use.itemId), use));
      else this.takeFromPlace(use);
    }
    const written = { posting, entryId, date, recordedAt };
    this.written.set(label, written);
    return written;
  }

  private setPlace(place: OpenReceipt): void {
    this.places.set(`${place.receiptId} ${place.customerId}`, place);
  }

  private takeFromPlace(use: Extract<Posting["uses"][number], { of: "receipt" }>): void {
    const known = this.places.get(`${use.receiptId} ${use.customerId}`);
    const first = [...this.places.values()].find((p) => p.receiptId === use.receiptId);
    assert.ok(first, `no receipt ${use.receiptId}`);
    const customerName = this.names.get(use.customerId ?? "") ?? "";
    const place = known ?? {
      ...first,
      ...placeOf(use),
      amountMinor: 0n,
      homeMinor: 0n,
      customerName,
    };
    this.setPlace(subtractBooked(place, use));
  }

  /** Balance in home currency of all accounts whose code begins so; debit positive. */
  balance(codePrefix: string): bigint {
    const lines = linesAt(this.records.entries, forever);
    const keys = new Set(lines.map((line) => line.account));
    const { books } = this.records;
    return homeBalance(
      lines,
      [...keys].filter((key) => accountOf(books, key).code.startsWith(codePrefix)),
    );
  }

  lastRecordedAt(): Instant {
    return this.instant(this.count);
  }

  /** Items and receipts that something used after this was written. */
  touchedAfter({ recordedAt }: Written): ReadonlySet<string> {
    return new Set(
      [...this.touched].flatMap(([id, at]) => (this.instant(at) > recordedAt ? id : [])),
    );
  }

  private instant(count: number): Instant {
    return new Date(Date.UTC(2026, 0, 1) + count * 1000).toISOString() as Instant;
  }

  /** All that is open, as text: equal text = equal books. */
  picture(): string {
    const show = (value: unknown) =>
      JSON.stringify(value, (_, v: unknown) => (typeof v === "bigint" ? v.toString() : v));
    return show({
      items: itemsAt(this.records, forever)
        .map((i) => [i.itemId, i.account, i.amountMinor, i.homeMinor, i.tax])
        .sort(),
      receipts: receiptsAt(this.records, forever)
        .map((r) => [r.receiptId, r.account, r.customerId, r.amountMinor, r.homeMinor])
        .sort(),
    });
  }

  copy(): ScenarioBook {
    const copy = new ScenarioBook(this.records.books);
    copy.records = this.records;
    copy.count = this.count;
    for (const [k, v] of this.names) copy.names.set(k, v);
    for (const [k, v] of this.items) copy.items.set(k, v);
    for (const [k, v] of this.places) copy.places.set(k, v);
    for (const [k, v] of this.touched) copy.touched.set(k, v);
    for (const [k, v] of this.written) copy.written.set(k, v);
    return copy;
  }
}
